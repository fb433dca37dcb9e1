// Asks a live page that is open for what is new. New posts wait behind a button that stays in sight, so that nothing
// moves under a reader's eyes; pressed, it takes the reader to the newest of them. Changed and withdrawn posts are put
// in their place, wherever their words stand. Nobody is asked while the page is hidden, nor after the desk closed it, which the reader is told.
const posts = document.querySelector("[data-poll]");

if (posts) {
  const SLOWEST = 120;
  const news = document.querySelector(".news");
  const status = news.querySelector("[role=status]");
  const refresh = posts.querySelector(".refresh");
  const closing = news.querySelector("[data-label]");
  const pinned = document.querySelector("[data-part=pinned]");
  const events = document.querySelector("[data-part=events]");
  const side = document.querySelector(".live-side");
  let title = document.title;
  const waiting = new Map();
  let cursor = posts.dataset.cursor;
  let every = Number(posts.dataset.every);
  let tag = "";
  let timer = 0;
  let marked = { pinned: "", events: "" };
  let asking = false;
  let closed = false;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "news-button";
  button.hidden = true;
  button.addEventListener("click", show);
  news.append(button);
  refresh.hidden = true;

  const parsed = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder;
  };
  const element = (html) => parsed(html).content.querySelector("article");
  const there = (id) => document.getElementById(`post-${id}`);

  function count() {
    const number = waiting.size;
    const said = number === 1 ? posts.dataset.one : posts.dataset.many.replace("#", number.toLocaleString(document.documentElement.lang));
    button.hidden = number === 0;
    button.textContent = said;
    tell(number ? said : "");
    document.title = number ? `(${number}) ${title}` : title;
  }

  /** Said once: words that stand already are not said again. */
  function tell(words) {
    if (status.textContent !== words) status.textContent = words;
  }

  function show() {
    const newest = [...waiting.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
    waiting.clear();
    posts.querySelector(".nothing")?.remove();
    for (const post of newest) refresh.after(element(post.html));
    mark();
    count();
    posts.scrollIntoView({ block: "start", behavior: "instant" });
    there(newest.at(-1).id).focus({ preventScroll: true });
  }

  function take(post) {
    if (there(post.id)) replace(there(post.id), element(post.html));
    else if (!document.querySelector(".posts article") || post.at > oldest()) waiting.set(post.id, post);
  }

  /** A post that comes again as it stands is left alone; in a changed one the focus stays. */
  function replace(standing, post) {
    if (standing.isEqualNode(post)) return;
    const focused = standing.contains(document.activeElement);
    standing.replaceWith(post);
    if (focused) post.focus({ preventScroll: true });
  }

  /** What is marked now. Where nothing was, it would move what is read: it waits for the button with the posts. */
  function mark() {
    if (!side.hidden || !waiting.size) put(events, marked.events);
    if (pinned.childElementCount || !waiting.size) put(pinned, marked.pinned);
    side.hidden = !side.querySelector("section, nav");
  }

  /** What stands already is left alone, and so is the focus in it. */
  function put(part, html) {
    const found = parsed(html);
    if (found.innerHTML !== part.innerHTML) part.replaceChildren(found.content);
  }

  /** A change of a post that stands on an older page is none of this page's. */
  function oldest() {
    return [...posts.querySelectorAll("article time")].map((time) => new Date(time.dateTime).toISOString()).sort()[0] ?? "";
  }

  async function ask() {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const answer = await fetch(`${posts.dataset.poll}?after=${cursor}`, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.status !== 304) {
        if (!answer.ok) throw new Error(answer.status);
        read(await answer.json());
        tag = answer.headers.get("ETag") ?? "";
      }
      every = Number(posts.dataset.every);
    } catch {
      every = Math.min(every * 2, SLOWEST);
    } finally {
      asking = false;
      wait();
    }
  }

  function read(found) {
    if (found.reload) refresh.hidden = false;
    found.posts.forEach((post) => take({ ...post, at: new Date(post.at).toISOString() }));
    marked = found;
    mark();
    if (found.cursor !== Number(cursor)) tag = "";
    cursor = found.cursor;
    if (found.closed) close(found.closing);
    count();
  }

  /** What says “live” says so no more; the line stays in sight, in the room of the button once no post waits. */
  function close(line) {
    closed = true;
    closing.innerHTML = line;
    title = closing.dataset.title;
    const label = document.querySelector("h1 .live");
    label.textContent = closing.dataset.label;
    label.className = "kind";
  }

  function wait() {
    clearTimeout(timer);
    if (!closed && !document.hidden) timer = setTimeout(ask, every * 1000);
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : closed || ask()));
  wait();
}
