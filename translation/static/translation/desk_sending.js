// Sends what is typed, and keeps it in the browser until the portal has it: without a connection, after a session has ended, after a restart.

const FIRST = 3000; // milliseconds until a failed request is tried again; twice as long each time
const LAST = 60000;

function stored(name) {
  try {
    return new Map(Object.entries(JSON.parse(localStorage.getItem(name)) ?? {}));
  } catch {
    return new Map(); // no storage, or not ours
  }
}

const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);

/** `place()` gives the passage somebody is at. `told(answer)` is called with what the portal says; `status(name)` with saving, saved, refused, offline, signedOut or failed. */
export function sending({ address, name, cookieName, token, place, told, status }) {
  const kept = stored(name); // passage → {text, seen, right, refused}
  let busy = false;
  let again = FIRST;
  let timer = null;

  function store() {
    try {
      if (kept.size) localStorage.setItem(name, JSON.stringify(Object.fromEntries(kept)));
      else localStorage.removeItem(name);
    } catch {
      // The browser keeps nothing: what is typed still stands in its field.
    }
  }

  function later(reason) {
    status(reason);
    clearTimeout(timer);
    timer = setTimeout(send, again);
    again = Math.min(again * 2, LAST);
  }

  /** Another one after each sign-in, whichever tab it was in. */
  const signature = () => ({ "X-CSRFToken": cookie(cookieName) ?? token });

  const waiting = () => [...kept].filter(([, one]) => one.due && !one.refused);

  async function send() {
    clearTimeout(timer);
    const sent = waiting();
    if (busy || !sent.length) return;
    busy = true;
    const body = new URLSearchParams({ where: "save", here: place() });
    for (const [pk, { text, seen, right }] of sent) {
      body.set(`text-${pk}`, text);
      body.set(`seen-${pk}`, seen);
      if (right) body.append("passage", pk);
    }
    status("saving");
    let failure = "";
    try {
      const answer = await fetch(address, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { Accept: "application/json", ...signature() },
      });
      if (answer.type === "opaqueredirect") failure = "signedOut";
      else if (answer.ok) taken(await answer.json(), sent);
      else failure = "failed";
    } catch {
      failure = "offline";
    }
    busy = false;
    if (failure) later(failure);
    else {
      again = FIRST;
      send(); // what was typed meanwhile
    }
  }

  function taken(answer, sent) {
    let refused = answer.gone.length > 0;
    for (const [pk, was] of sent) {
      const line = answer.lines[pk];
      const now = kept.get(pk);
      if (line?.saved && now === was) kept.delete(pk);
      else if (now) {
        now.seen = line?.seen ?? now.seen;
        if (now === was) now.refused = refused = true;
      }
    }
    store();
    status(refused ? "refused" : "saved");
    told(answer);
  }

  addEventListener("online", () => send());
  document.addEventListener("visibilitychange", () => document.hidden || send());

  return {
    kept,
    /** Keeps a text; it is sent with the next request when it is due. `right`: it is so as it stands. */
    keep(pk, text, seen, { due = false, right = false } = {}) {
      kept.set(pk, { text, seen: kept.get(pk)?.seen ?? seen, due, right });
      store();
    },
    drop(pk) {
      kept.delete(pk);
      store();
    },
    send,
    signature,
  };
}
