/* The preview as wide as a desk or a phone. */

const frame = document.getElementById("desk-preview")
const buttons = [...document.querySelectorAll("[data-width]")]

for (const button of buttons)
  button.addEventListener("click", () => {
    frame.style.inlineSize = button.dataset.width
    for (const other of buttons) other.setAttribute("aria-pressed", String(other === button))
  })
