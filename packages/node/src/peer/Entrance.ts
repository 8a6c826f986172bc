import type { Socket } from 'node:net'

export interface EntranceLimits {
  /** Connections at a time of whom nobody knows yet. */
  readonly strangers: number
  /** Of these, from one host; this machine's are not counted, for a proxy may stand here. */
  readonly strangersPerHost: number
  /** For how long somebody may stay a stranger, in milliseconds. */
  readonly patienceMs: number
  /** How many bytes a stranger may send, its HTTP request included. */
  readonly bytes: number
}

const THIS_MACHINE = 'this machine'
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/
/** Groups of an IPv6 address that tell networks apart: whoever has one has all addresses in it. */
const NETWORK_GROUPS = 4

/**
 * Where connections wait until they have shown who they are. Whoever comes gets in: where there is no room left, the one
 * that has waited longest goes, so that silence keeps nobody out, and who is known by now counts no more.
 */
export class Entrance {
  readonly #limits: EntranceLimits
  /** With their hosts, in the order in which they came. */
  readonly #strangers = new Map<Socket, string>()
  readonly #timers = new Map<Socket, NodeJS.Timeout>()

  constructor(limits: EntranceLimits) {
    this.#limits = limits
  }

  /** How many have not shown yet who they are. */
  get strangerCount(): number {
    return this.#strangers.size
  }

  /** Lets a connection in, for the time being. */
  enter(socket: Socket): void {
    const host = hostOf(socket.remoteAddress ?? '')
    const { strangers, strangersPerHost, patienceMs } = this.#limits
    const all = [...this.#strangers]
    const neighbours = host === THIS_MACHINE ? [] : all.filter(([, other]) => other === host)
    if (neighbours.length >= strangersPerHost) this.#leave(neighbours[0]?.[0])
    else if (all.length >= strangers) this.#leave(all[0]?.[0])
    this.#strangers.set(socket, host)
    this.#timers.set(
      socket,
      setTimeout(() => this.#leave(socket), patienceMs),
    )
    socket.once('close', () => this.admit(socket))
  }

  /** Counts from now on what a connection sends that speaks WebSocket by now. */
  watch(socket: Socket): void {
    const count = () => {
      if (!this.#strangers.has(socket)) socket.off('data', count)
      else if (socket.bytesRead > this.#limits.bytes) this.#leave(socket)
    }
    socket.on('data', count)
  }

  /** A connection is no stranger's any more. */
  admit(socket: Socket): void {
    clearTimeout(this.#timers.get(socket))
    this.#timers.delete(socket)
    this.#strangers.delete(socket)
  }

  #leave(socket: Socket | undefined): void {
    if (socket === undefined) return
    this.admit(socket)
    socket.destroy()
  }
}

function hostOf(address: string): string {
  if (LOOPBACK.test(address)) return THIS_MACHINE
  if (!address.includes(':') || address.includes('.')) return address
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0')
  return [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS).join(':')
}
