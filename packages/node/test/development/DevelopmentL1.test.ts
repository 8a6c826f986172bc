import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { L1Client } from '@mvm/l1'
import { asAddress } from '@mvm/protocol'
import { NotSupportedError, UnavailableError } from '@mvm/rpc'
import { afterEach, describe, expect, it } from 'vitest'
import { DevelopmentL1 } from '../../src/development/DevelopmentL1.ts'

const somebody = asAddress(`0x${'11'.repeat(20)}`)
const call = { from: somebody, to: somebody, data: '0x' } as const
const { signal } = new AbortController()

describe('an L1 that is asked for what only development chains do', () => {
  const closing: (() => void)[] = []
  afterEach(() => {
    for (const close of closing.splice(0)) close()
  })

  it('is asked for nothing when it is another client than anvil', async () => {
    const asked: string[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const calls = [JSON.parse(body)].flat()
      asked.push(...calls.map(({ method }) => method))
      const answers = calls.map(({ id }) => ({ jsonrpc: '2.0', id, result: 'Geth/v1.17.0' }))
      response.end(JSON.stringify(body.startsWith('[') ? answers : answers[0]))
    })
    closing.push(() => server.close())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const l1 = new DevelopmentL1(new L1Client({ urls: [`http://127.0.0.1:${port}`] }))
    const sent = l1.send(call, { kind: 'now' }, signal)
    await expect(sent).rejects.toThrow(NotSupportedError)
    await expect(sent).rejects.toThrow('Geth/v1.17.0')
    expect(asked).toEqual(['web3_clientVersion'])
  })

  it('is unavailable while nobody answers', async () => {
    const l1 = new DevelopmentL1(new L1Client({ urls: ['http://127.0.0.1:1'] }))
    await expect(l1.send(call, { kind: 'now' }, signal)).rejects.toThrow(UnavailableError)
  })
})
