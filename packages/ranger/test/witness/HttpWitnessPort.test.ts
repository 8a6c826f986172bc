import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HttpWitnessPort } from '../../src/index.ts'

/** What the server answers, by the DAC's path. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  good: (response) =>
    response.end(
      JSON.stringify({
        result: { parentHeader: '0x01', headers: ['0x02'], nodes: ['0x', '0xabcd'], codes: [] },
      }),
    ),
  refusing: (response) => response.end(JSON.stringify({ error: { code: -32005, message: 'no' } })),
  stingy: (response) =>
    response.end(
      JSON.stringify({
        error: { code: -32005, message: 'no', data: { limit: 'witnessBytes', toBlock: '0x9' } },
      }),
    ),
  vague: (response) =>
    response.end(JSON.stringify({ error: { code: -32005, message: 'no', data: { toBlock: 9 } } })),
  broken: (response) => response.end('<html>'),
  scalar: (response) => response.end('7'),
  empty: (response) => response.end(JSON.stringify({ result: null })),
  halfway: (response) => response.end(JSON.stringify({ result: { parentHeader: '0x01' } })),
  numbers: (response) =>
    response.end(
      JSON.stringify({ result: { parentHeader: '0x01', headers: [], nodes: [5], codes: [] } }),
    ),
  odd: (response) =>
    response.end(
      JSON.stringify({ result: { parentHeader: '0x1', headers: [], nodes: [], codes: [] } }),
    ),
  failing: (response) => response.writeHead(500).end(),
  endless: (response) => response.end(`"${'x'.repeat(5_000)}"`),
  mute: () => undefined,
}

describe('HttpWitnessPort', () => {
  const server = createServer((request, response) => {
    request.resume()
    answers[request.url?.slice(1) ?? '']?.(response)
  })
  let url: string

  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const ask = (slug: string, signal = new AbortController().signal, lastBlock = 10) =>
    new HttpWitnessPort({
      url,
      slugOf: () => slug,
      timeoutMs: slug === 'mute' ? 300 : 20_000,
      maxBytes: 2_000,
    }).witness(5, 7, lastBlock, signal)

  it('reads what mvm_blockWitness answers', async () => {
    expect(await ask('good')).toEqual({
      parentHeader: Uint8Array.of(1),
      headers: [Uint8Array.of(2)],
      nodes: [new Uint8Array(), Uint8Array.of(0xab, 0xcd)],
      codes: [],
    })
  })

  it.each(['broken', 'scalar', 'empty', 'halfway', 'numbers', 'odd'])(
    'says that it is no witness: %s',
    async (slug) => {
      await expect(ask(slug)).rejects.toMatchObject({ code: 'MALFORMED_WITNESS' })
    },
  )

  it('says up to which block a smaller witness would fit, by the node’s word or for too long an answer', async () => {
    const fitting = (slug: string) => ({
      code: 'WITNESS_LIMIT',
      url: `${url}/${slug}`,
      fittingBlock: slug === 'stingy' ? 9 : 8,
    })
    await expect(ask('stingy')).rejects.toMatchObject(fitting('stingy'))
    await expect(ask('endless')).rejects.toMatchObject(fitting('endless'))
    // There is nothing smaller than one block.
    await expect(ask('endless', undefined, 7)).rejects.toMatchObject({ code: 'WITNESS_SERVER' })
  })

  it.each(['refusing', 'vague', 'failing', 'mute'])('says that there is none: %s', async (slug) => {
    await expect(ask(slug)).rejects.toMatchObject({
      code: 'WITNESS_SERVER',
      url: `${url}/${slug}`,
    })
  })

  it('stops when nobody waits any more', async () => {
    const gone = AbortSignal.abort(new Error('enough'))
    await expect(ask('mute', gone)).rejects.toThrow('enough')
  })
})
