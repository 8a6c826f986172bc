import { describe, expect, it } from 'vitest'
import { contractInterface } from '../../src/contract/contractInterface.ts'
import { decodeDac } from '../../src/contract/dac/decodeDac.ts'

const url = 'http://127.0.0.1:8545/acme'

/** `dac` as the contract answers it when the RPC URL is these bytes, as many as `url` has. */
function withRpcUrl(bytes: Buffer) {
  const manager = contractInterface('DACManager')
  const answer = manager.encodeFunctionResult('dac', [
    {
      creator: `0x${'11'.repeat(20)}`,
      createdAtBlock: 5,
      profile: 0,
      charterHash: `0x${'22'.repeat(32)}`,
      slug: 'acme',
      rpcUrl: url,
      wsUrl: 'ws://127.0.0.1:8545/acme',
    },
  ])
  const changed = answer.replace(Buffer.from(url).toString('hex'), bytes.toString('hex'))
  return decodeDac(7, manager.decodeFunctionResult('dac', changed))
}

describe('decodeDac', () => {
  it('gives the URLs that a creator wrote', () => {
    expect(withRpcUrl(Buffer.from(url))).toMatchObject({ chainId: 7, slug: 'acme', rpcUrl: url })
  })

  it('passes over bytes that are no text, and keeps the rest', () => {
    const dac = withRpcUrl(Buffer.alloc(url.length, 0xff))
    expect(dac).toMatchObject({ slug: 'acme', rpcUrl: '', wsUrl: 'ws://127.0.0.1:8545/acme' })
  })

  it('passes over text that would do something to a terminal', () => {
    const clearing = Buffer.from(`http://\u001b[2J${'a'.repeat(url.length - 11)}`)
    expect(withRpcUrl(clearing).rpcUrl).toBe('')
  })
})
