// The one connection to the double: frames out, frames in, and a new try when it breaks.

const FIRST_WAIT = 300;
const LONGEST_WAIT = 5_000;
const ANSWERS = new Set(["done", "modal", "choices", "failed"]);

/**
 * A socket that mends itself. `receive` gets every frame, `changed` hears "connecting", "up" and "down".
 */
export class Socket {
  /**
   * @param {(frame: any) => void} receive
   * @param {(how: "connecting"|"up"|"down") => void} changed
   */
  constructor(receive, changed) {
    this.receive = receive;
    this.changed = changed;
    this.waiting = new Map();
    this.wait = FIRST_WAIT;
    this.count = 0;
  }

  /** Connects as this member; an older connection is given up. */
  connect(as) {
    this.as = as;
    clearTimeout(this.timer);
    this.abandon("The member was switched.");
    this.changed("connecting");
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const query = as ? `?as=${encodeURIComponent(as)}` : "";
    const socket = new WebSocket(`${scheme}//${location.host}/playground/socket${query}`);
    this.socket = socket;
    socket.addEventListener("message", (event) => this.socket === socket && this.read(event.data));
    socket.addEventListener("close", () => this.socket === socket && this.lost());
  }

  read(data) {
    const frame = JSON.parse(data);
    if (frame.t === "ready") {
      this.wait = FIRST_WAIT;
      this.changed("up");
    }
    if (ANSWERS.has(frame.t) && this.waiting.has(frame.nonce)) {
      this.waiting.get(frame.nonce)(frame);
      this.waiting.delete(frame.nonce);
    }
    this.receive(frame);
  }

  lost() {
    this.abandon("The connection to the playground was lost.");
    this.changed("down");
    this.timer = setTimeout(() => this.connect(this.as), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  /** Ends what was asked of a connection that is no more. */
  abandon(why) {
    const old = this.socket;
    this.socket = null;
    if (old && old.readyState <= WebSocket.OPEN) old.close();
    for (const answer of this.waiting.values()) answer({ t: "failed", error: why });
    this.waiting.clear();
  }

  /** Sends a frame that asks for nothing. */
  send(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  /**
   * Sends a frame and waits for its one answer; never rejects: trouble is a frame `failed`.
   * @returns {Promise<{t: string, error?: string, [key: string]: any}>}
   */
  request(frame) {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return Promise.resolve({ t: "failed", error: "There is no connection to the playground right now." });
    }
    this.count += 1;
    const nonce = `${Date.now().toString(36)}-${this.count}`;
    return new Promise((resolve) => {
      this.waiting.set(nonce, resolve);
      this.send({ ...frame, nonce });
    });
  }
}
