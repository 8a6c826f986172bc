import { encodeChainBlock, MalformedRlpError } from '@mvm/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  decodeEthereumBlock,
  type EthereumBlock,
  InvalidBlockError,
  verifyEthereumBlock,
} from '../../../src/index.ts'
import { RpcCompatChain } from './RpcCompatChain.ts'

const HEAD = 54
const parameters = { numRuns: 400, seed: 20_260_301 }

/** Other bytes in a few places of a block's encoding. */
const damage = fc.record({
  number: fc.integer({ min: 1, max: HEAD }),
  bytes: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 3 }),
})

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!RpcCompatChain.isThere())('An encoded block that somebody has changed', () => {
  let chain: RpcCompatChain
  let encodings: Uint8Array[]

  beforeAll(async () => {
    chain = RpcCompatChain.open()
    await chain.importTo(HEAD)
    encodings = chain.blocks.map(encodeChainBlock)
  })

  const damaged = ({ number, bytes }: { number: number; bytes: [number, number][] }) => {
    const encoding = Uint8Array.from(encodings[number - 1] as Uint8Array)
    for (const [place, byte] of bytes) encoding[place % encoding.length] = byte
    return encoding
  }

  const decode = (encoding: Uint8Array): EthereumBlock | null => {
    try {
      return decodeEthereumBlock(encoding)
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedRlpError)
      return null
    }
  }

  it('is malformed, or has this encoding and no other', () => {
    let decoded = 0
    fc.assert(
      fc.property(damage, (change) => {
        const encoding = damaged(change)
        const block = decode(encoding)
        if (block === null) return
        decoded += 1
        expect(Buffer.compare(encodeChainBlock(block), encoding)).toBe(0)
      }),
      parameters,
    )
    expect(decoded).toBeGreaterThan(parameters.numRuns / 4)
  })

  it('is refused as invalid, unless it is the same but for what a builder is free to choose', async () => {
    let refused = 0
    const free = { coinbase: 0, extraData: 0, mixHash: 0, nonce: 0, timestamp: 0, gasLimit: 0 }
    await fc.assert(
      fc.asyncProperty(damage, async (change) => {
        const block = decode(damaged(change))
        if (block === null) return
        const { profile } = chain.genesis
        const parent = chain.parentOf(change.number)
        try {
          const { header } = (await verifyEthereumBlock(chain.store, parent, block, profile)).block
          const original = chain.blocks[change.number - 1] as EthereumBlock
          expect({ ...header, ...free }).toEqual({ ...original.header, ...free })
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidBlockError)
          refused += 1
        }
      }),
      parameters,
    )
    expect(refused).toBeGreaterThan(parameters.numRuns / 4)
  })
})
