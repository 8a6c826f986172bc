import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { ForwardingPoolPort } from '../../src/rpc/ForwardingPoolPort.ts'

const HASH = `0x${'ab'.repeat(32)}`

describe("a follower's mempool", () => {
  let server: Server | undefined
  afterEach(() => {
    server?.close()
    server?.closeAllConnections()
  })

  /** The URL of a sequencer that answers everything alike, and what it was asked. */
  async function sequencer(answer: string): Promise<{ url: string; asked: unknown[] }> {
    const asked: unknown[] = []
    const listening = createServer(async (request, response) => {
      asked.push({ path: request.url, body: await json(request) })
      response.setHeader('content-type', 'application/json').end(answer)
    })
    server = listening
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    const { port } = listening.address() as AddressInfo
    return { url: `http://127.0.0.1:${port}/acme`, asked }
  }

  it('hands a transaction to the sequencer and answers with its hash', async () => {
    const { url, asked } = await sequencer(`{"jsonrpc":"2.0","id":1,"result":"${HASH}"}`)
    const outcome = await new ForwardingPoolPort(url).submit(Uint8Array.of(1, 2, 255))
    expect(outcome).toEqual({ status: 'accepted', hash: HASH })
    expect(asked).toEqual([
      {
        path: '/acme',
        body: { jsonrpc: '2.0', id: 1, method: 'eth_sendRawTransaction', params: ['0x0102ff'] },
      },
    ])
  })

  it("refuses with the sequencer's own code, words and data", async () => {
    const error = {
      code: -32050,
      message: 'charter denied: 0x12 may not SUBMIT',
      data: { address: '0x12', opcode: 'SUBMIT', rule: 'denied' },
    }
    const { url } = await sequencer(JSON.stringify({ jsonrpc: '2.0', id: 1, error }))
    await expect(new ForwardingPoolPort(url).submit(Uint8Array.of(1))).rejects.toMatchObject({
      rpcCode: error.code,
      message: error.message,
      data: error.data,
    })
  })

  it.each(['<html>', '{}', 'null'])(
    'says that nobody can take it when the answer is %s',
    async (answer) => {
      const { url } = await sequencer(answer)
      const outcome = await new ForwardingPoolPort(url).submit(Uint8Array.of(1))
      expect(outcome).toMatchObject({ status: 'unavailable' })
    },
  )

  it('says so when nobody answers, and when it knows no sequencer', async () => {
    const { url } = await sequencer('{}')
    await new Promise((resolve) => server?.close(resolve))
    expect(await new ForwardingPoolPort(url).submit(Uint8Array.of(1))).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining('does not answer'),
    })
    expect(await new ForwardingPoolPort(undefined).submit(Uint8Array.of(1))).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining('mvm tx force'),
    })
  })
})
