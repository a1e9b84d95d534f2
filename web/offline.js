// The service worker (sw.js) as the page sees it: installs it, and says when a newer version of the page waits.
// May not: take the newer version by itself; somebody may be typing.

const pause = 3_600_000; // between two looks, in a page that is left open
let registration = null, arrived = false, taking = false;

export const update_waiting = () => arrived;

/** `changed` is called when a newer version has arrived. */
export function watch_updates(changed) {
  if (!isSecureContext || !('serviceWorker' in navigator)) return; // plain HTTP from another machine
  navigator.serviceWorker.addEventListener('controllerchange', () => taking && location.reload());
  navigator.serviceWorker.register('sw.js').then((made) => {
    registration = made;
    const look = () => {
      // Without a controller this is the first visit: the worker is no newer than the page.
      if (!registration.waiting || !navigator.serviceWorker.controller || arrived) return;
      arrived = true;
      changed();
    };
    const ask = () => registration.update().catch(() => {}); // no connection: the next time
    look();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
    document.addEventListener('visibilitychange', () => document.hidden || ask());
    setInterval(ask, pause);
  }, () => {}); // forbidden by the browser: no work offline
}

export function take_update() {
  if (!registration?.waiting) return location.reload();
  taking = true;
  registration.waiting.postMessage('take over');
}
