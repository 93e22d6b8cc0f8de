// Runs before a page's own scripts and tells whether the page has anything left to do:
// `window.isIdle()` is true when the server has finished every run that was asked for and nothing
// is scheduled in the page.
(() => {
  const AT_MOST = 1000; // milliseconds: longer timers are reminders, not work
  const RERUN = 90; // first byte of a BackMsg that asks for a run
  const NEW_SESSION = 4, SCRIPT_FINISHED = 6, FOR_A_RERUN = 2; // of a ForwardMsg
  const timers = new Set();
  let tasks = 0; // messages posted and not yet received: React works in these
  let requests = 0;
  let asked = 0; // runs asked for and not yet begun
  let begun = 0; // runs that began
  let isBack = false; // Back or Forward was pressed, and the run for it not yet asked for
  let isRunning = false;
  let restarts = false; // the script asked for another run of itself

  const { setTimeout: later, clearTimeout: forget, fetch: request } = window;
  window.setTimeout = (call, delay = 0, ...rest) => {
    if (typeof call !== "function" || delay > AT_MOST) return later(call, delay, ...rest);
    const id = later(() => { timers.delete(id); call(...rest); }, delay);
    timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => { timers.delete(id); forget(id); };

  const Channel = window.MessageChannel;
  window.MessageChannel = function () {
    const channel = new Channel();
    for (const [from, to] of [["port1", "port2"], ["port2", "port1"]]) {
      const post = channel[from].postMessage.bind(channel[from]);
      channel[from].postMessage = (...message) => { tasks += 1; post(...message); };
      channel[to].addEventListener("message", () => { tasks -= 1; });
    }
    return channel;
  };

  window.fetch = (...what) => {
    requests += 1;
    return request(...what).finally(() => { requests -= 1; });
  };
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...what) {
    requests += 1;
    this.addEventListener("loadend", () => { requests -= 1; }, { once: true });
    send.apply(this, what);
  };

  // The fields of a protobuf message: what each begins with, and its value if it is a number.
  function* fields(bytes) {
    let at = 0;
    const number = () => {
      let value = 0;
      for (let unit = 1; ; unit *= 128) {
        const byte = bytes[at++];
        value += (byte % 128) * unit;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number(), kind = tag % 8;
      const value = kind === 0 || kind === 2 ? number() : 0;
      if (kind === 2) at += value;
      else if (kind === 1) at += 8;
      else if (kind === 5) at += 4;
      yield [Math.floor(tag / 8), value];
    }
  }

  window.WebSocket = class extends window.WebSocket {
    constructor(...address) {
      super(...address);
      asked = 0;
      isRunning = restarts = isBack = false;
      this.addEventListener("message", ({ data }) => {
        for (const [field, value] of fields(new Uint8Array(data))) {
          if (field === NEW_SESSION) {
            if (!restarts) asked = Math.max(0, asked - 1);
            restarts = false;
            isRunning = true;
            begun += 1;
          } else if (field === SCRIPT_FINISHED) {
            isRunning = false;
            restarts = value === FOR_A_RERUN;
          }
        }
      });
    }

    send(data) {
      if (data[0] === RERUN && !isBack) asked += 1;
      if (data[0] === RERUN) isBack = false;
      super.send(data);
    }
  };

  window.addEventListener("popstate", ({ isTrusted }) => {
    if (!isTrusted || isBack) return;
    isBack = true;
    asked += 1;
  }, true);

  // A run that another one overtook may never begin: `isIdle(true)` no longer waits for those.
  window.isIdle = (overtaken = false) => {
    if (isRunning || restarts || timers.size || tasks || requests) return false;
    if (overtaken) { asked = 0; isBack = false; }
    return asked === 0;
  };
  window.isAsked = () => asked > 0;
  window.runsBegun = () => begun;
  window.whatIsPending = () => ({ asked, isRunning, restarts, timers: timers.size, tasks, requests });
})();
