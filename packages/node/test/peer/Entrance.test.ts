import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Entrance, type EntranceLimits } from '../../src/peer/Entrance.ts'
import { waitFor } from '../support/waitFor.ts'

const LIMITS: EntranceLimits = {
  strangers: 6,
  strangersPerHost: 3,
  patienceMs: 3_600_000,
  bytes: 100,
}

let servers: Server[] = []
let clients: Socket[] = []
afterEach(() => {
  for (const client of clients) client.destroy()
  clients = []
  for (const server of servers) server.close()
  servers = []
})

/** Connections that have come in, in their order. */
async function open(
  entrance: Entrance,
  count: number,
  host?: string,
  isKnown = false,
): Promise<Socket[]> {
  const arrived: Socket[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (host !== undefined) Object.defineProperty(socket, 'remoteAddress', { value: host })
    arrived.push(socket)
    entrance.enter(socket)
    if (isKnown) entrance.admit(socket)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  for (let i = 0; i < count; i++) {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    client.on('error', () => undefined)
    clients.push(client)
    await waitFor('the connection', () => arrived.length === i + 1)
  }
  return arrived
}

const alive = (sockets: readonly Socket[]) => sockets.map(({ destroyed }) => !destroyed)

test('where there is no room for another stranger, the one that has waited longest goes', async () => {
  const entrance = new Entrance(LIMITS)
  const sockets = await open(entrance, 8)
  expect(alive(sockets)).toEqual([false, false, true, true, true, true, true, true])
  expect(entrance.strangerCount).toBe(6)
})

test.each(['203.0.113.7', '2001:db8:1:2::7', '::ffff:203.0.113.7'])(
  'a host has room for few, and takes it from nobody else: %s',
  async (host) => {
    const entrance = new Entrance(LIMITS)
    const others = await open(entrance, 2, '198.51.100.1')
    const sockets = await open(entrance, 5, host)
    expect(alive(sockets)).toEqual([false, false, true, true, true])
    expect(alive(others)).toEqual([true, true])
  },
)

test('addresses of one IPv6 network are one host', async () => {
  const entrance = new Entrance({ ...LIMITS, strangersPerHost: 1 })
  const [first] = await open(entrance, 1, '2001:db8:1:2::7')
  const [second] = await open(entrance, 1, '2001:db8:1:2:ffff::8')
  const [third] = await open(entrance, 1, '2001:db8:1:3::7')
  expect(alive([first, second, third] as Socket[])).toEqual([false, true, true])
})

test('who is known makes room for others, and may be silent and say much', async () => {
  const entrance = new Entrance({ ...LIMITS, patienceMs: 50 })
  const [known] = (await open(entrance, 1, undefined, true)) as [Socket]
  expect(entrance.strangerCount).toBe(0)
  const [stranger] = (await open(entrance, 1)) as [Socket]
  await waitFor('the stranger to go', () => stranger.destroyed)
  entrance.watch(known)
  clients[0]?.write('x'.repeat(1_000))
  await waitFor('what it says', () => known.bytesRead >= 1_000)
  expect(known.destroyed).toBe(false)
})

test('a stranger that says more than who it is goes', async () => {
  const entrance = new Entrance(LIMITS)
  const [stranger] = (await open(entrance, 1)) as [Socket]
  entrance.watch(stranger)
  clients[0]?.write('x'.repeat(100))
  await waitFor('what it says', () => stranger.bytesRead === 100)
  expect(stranger.destroyed).toBe(false)
  clients[0]?.write('x')
  await waitFor('its end', () => stranger.destroyed)
  expect(entrance.strangerCount).toBe(0)
})
