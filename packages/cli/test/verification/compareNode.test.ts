import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asHash, type BlockHash } from '@mvm/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { NodeClient } from '../../src/node/NodeClient.ts'
import { compareNode } from '../../src/verification/compareNode.ts'

const hash = (n: number): BlockHash => asHash<BlockHash>(`0x${n.toString(16).padStart(64, '0')}`)

/** A node over HTTP that gives each block the hash that `hashOf` says, in any order of the answers. */
async function serve(hashOf: (number: number) => string | null): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const calls = JSON.parse(Buffer.concat(chunks).toString()) as {
      readonly id: number
      readonly params: readonly [string]
    }[]
    const answers = calls.map(({ id, params: [number] }) => {
      const claimed = hashOf(Number(number))
      return { jsonrpc: '2.0', id, result: claimed === null ? null : { hash: claimed } }
    })
    response.end(JSON.stringify(answers.reverse()))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const own = new Map(Array.from({ length: 120 }, (_, number) => [number, hash(number)]))
const { signal } = new AbortController()

test('a node that lies about one block of many is found', async () => {
  const url = await serve((number) => (number === 77 ? hash(1) : hash(number)))
  expect(await compareNode(new NodeClient(url), own, signal)).toEqual({
    comparedCount: 120,
    mismatches: [{ kind: 'block', blockNumber: 77, claimed: hash(1), computed: hash(77) }],
  })
})

test('blocks that a node does not have yet are no mismatch', async () => {
  const url = await serve((number) => (number < 100 ? hash(number) : null))
  expect(await compareNode(new NodeClient(url), own, signal)).toEqual({
    comparedCount: 100,
    mismatches: [],
  })
})
