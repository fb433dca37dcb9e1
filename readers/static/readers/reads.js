// Tells the newsroom that a story is being read: its public id, once, when the page is seen. No cookie, no other data.
const story = document.querySelector("[data-story]");

function tell() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", tell);
  navigator.sendBeacon("/reads", story.dataset.story);
}

if (story) {
  document.addEventListener("visibilitychange", tell);
  tell();
}
