// Elements from plain values. Text goes in as text nodes only: what a patient writes is never read as HTML.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "vars") setVars(node, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

// Custom properties, set as properties: the page's policy allows no style attributes.
export function setVars(node, vars) {
  for (const [name, value] of Object.entries(vars)) node.style.setProperty(`--${name}`, value);
}

export const by = (id) => document.getElementById(id);

// Write only what is different: nothing flickers, and a screen reader is not told twice.
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
