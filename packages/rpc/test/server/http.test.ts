import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../dac/eventually.ts'
import { TestDac } from '../dac/TestDac.ts'
import { type JsonRpcAnswer, TestServer, TestSocket } from '../dac/TestServer.ts'

const acme = new TestDac({ slug: 'acme', chainId: 1_088_001 })
const baker = new TestDac({ slug: 'baker-street', chainId: 1_088_002 })
let server: TestServer
beforeAll(async () => {
  server = await TestServer.start({}, [acme, baker])
})
afterAll(() => server[Symbol.asyncDispose]())

const version = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'net_version' })

describe('paths', () => {
  it.each([
    ['/', '1088001'],
    ['/acme', '1088001'],
    ['/baker-street', '1088002'],
    ['/baker-street/', '1088002'],
    ['/baker-street?key=1', '1088002'],
  ])('%s serves one DAC over HTTP and WebSocket', async (path, chainId) => {
    const { result } = await server.answer('net_version', [], path)
    expect(result).toBe(chainId)
    const socket = await server.socket(path)
    expect(await socket.result('net_version')).toBe(chainId)
    socket.close()
  })

  it('of a DAC that is not served gets DAC_UNKNOWN with the id of the request', async () => {
    const { status, text } = await server.post(version, '/nobody')
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({
      id: 1,
      error: { code: -32052, data: { slug: 'nobody' } },
    })
  })

  it.each(['/a/b', `/${'x'.repeat(300)}`, '/%zz', '/acme/x'])(
    'that cannot be a DAC get a JSON-RPC error: %s',
    async (path) => {
      const { status, text } = await server.post(version, path)
      expect(status).toBe(404)
      expect((JSON.parse(text) as JsonRpcAnswer).error?.code).toBe(-32052)
    },
  )

  it('of a DAC that is not served opens no WebSocket', async () => {
    await expect(server.socket('/nobody')).rejects.toThrow('404')
    await expect(server.socket('/a/b')).rejects.toThrow('404')
  })

  it('appear when their DAC does', async () => {
    const dacs: TestDac[] = []
    await using late = await TestServer.start({}, dacs)
    expect((await late.answer('net_version')).error?.code).toBe(-32052)
    dacs.push(acme)
    expect((await late.answer('net_version')).result).toBe('1088001')
  })
})

describe('HTTP', () => {
  it('lets pages of any origin ask', async () => {
    const preflight = await fetch(`${server.url}/acme`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://dapp.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-client',
      },
    })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'content-type,x-client',
    })
    const response = await fetch(server.url, { method: 'POST', body: version })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('content-type')).toMatch('application/json')
  })

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'nonsense'])(
    'takes a body of type %s',
    async (type) => {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': type },
        body: version,
      })
      expect(await response.json()).toMatchObject({ result: '1088001' })
    },
  )

  it('takes a body without a type', async () => {
    const { text } = await server.post(Buffer.from(version))
    expect(text).toMatch('1088001')
    const response = await fetch(server.url, { method: 'POST', body: Buffer.from(version) })
    expect(await response.json()).toMatchObject({ result: '1088001' })
  })

  it('explains itself to a browser', async () => {
    const response = await fetch(`${server.url}/acme`)
    expect(response.status).toBe(405)
    expect(await response.text()).toMatch('JSON-RPC')
  })

  it('refuses other methods', async () => {
    const response = await fetch(server.url, { method: 'DELETE' })
    expect(response.status).toBe(404)
  })
})

describe('health', () => {
  it('is live while the process answers', async () => {
    const response = await fetch(`${server.url}/livez`)
    expect(response.status).toBe(200)
  })

  it('is ready for each DAC by itself, with the reasons if not', async () => {
    baker.reasons = ['still deriving block 7 of 9']
    const ready = await fetch(`${server.url}/readyz?dac=acme`)
    const first = await fetch(`${server.url}/readyz`)
    const waiting = await fetch(`${server.url}/readyz?dac=baker-street`)
    const unknown = await fetch(`${server.url}/readyz?dac=nobody`)
    baker.reasons = []
    expect([ready, first, waiting, unknown].map(({ status }) => status)).toEqual([
      200, 200, 503, 404,
    ])
    expect(await waiting.json()).toEqual({
      ...{ ready: false, takesTransactions: false },
      reasons: ['still deriving block 7 of 9'],
    })
    expect(await ready.json()).toEqual({ ready: true, takesTransactions: true, reasons: [] })
  })

  it('tells who can read but has nobody to hand transactions to', async () => {
    baker.takesTransactions = false
    const cutOff = await fetch(`${server.url}/readyz?dac=baker-street`)
    baker.takesTransactions = true
    expect(cutOff.status).toBe(200)
    expect(await cutOff.json()).toEqual({ ready: true, takesTransactions: false, reasons: [] })
  })
})

describe('the end', () => {
  it('closes every connection with a code and frees the port', async () => {
    const ending = await TestServer.start()
    const socket = await ending.socket()
    await socket.result('eth_subscribe', 'newHeads')
    await ending.result('eth_newBlockFilter')
    const closed = socket.closed
    await ending.server.close()
    expect(await closed).toEqual({ code: 1001, reason: 'GOING_AWAY' })
    await expect(fetch(ending.url)).rejects.toThrow()
    await expect(TestSocket.open(ending.wsUrl)).rejects.toThrow()
    await eventually(() => ending.dac.listenerCount).toBe(0)
  })
})
