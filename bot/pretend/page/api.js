// The routes under /pretend. An answer that is no success is an Error with the server's own sentence.

export async function get(path) {
  return answer(await fetch(path, { headers: { Accept: "application/json" } }));
}

export async function post(path, body, headers = {}) {
  const options = { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
  return answer(await fetch(path, options));
}

async function answer(response) {
  const said = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(said.error || `The pretend world answered ${response.status}.`), { status: response.status });
  return said;
}

// One at a time: a call while one is under way is made up for once, after it.
export function single(work) {
  let running = false, again = false;
  return async function run() {
    if (running) { again = true; return; }
    running = true;
    try {
      do { again = false; await work(); } while (again);
    } finally { running = false; }
  };
}
