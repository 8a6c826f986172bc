import { createMPT } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import {
  asAddress,
  asHash,
  chainBlockSize,
  encodeChainBlock,
  fromHex,
  type Hex,
  toHex,
} from '@mvm/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  encodeEthereumReceipt,
  executeBlock,
  hashEthereumHeader,
  readAccount,
} from '../../../src/index.ts'
import { RpcCompatChain } from './RpcCompatChain.ts'

const HEAD = 54
const built = 'testing_buildBlockV1'

interface Attributes {
  readonly timestamp: Hex
  readonly suggestedFeeRecipient: Hex
  readonly prevRandao: Hex
  readonly parentBeaconBlockRoot: Hex
}

interface Payload {
  readonly gasLimit: Hex
  readonly stateRoot: Hex
  readonly blockHash: Hex
}

/** The root that the trie of EthereumJS gives. */
async function mptRoot(values: readonly Uint8Array[]): Promise<string> {
  const trie = await createMPT()
  for (const [index, value] of values.entries()) await trie.put(RLP.encode(index), value)
  return toHex(trie.root())
}

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!RpcCompatChain.isThere())("The chain of Ethereum's RPC tests", () => {
  let chain: RpcCompatChain

  beforeAll(async () => {
    chain = RpcCompatChain.open([
      `${built}/build-block-empty-transactions.io`,
      `${built}/build-block-with-transactions.io`,
    ])
    await chain.importTo(HEAD)
  })

  it('is imported whole, with every field of every header as it was sealed', () => {
    expect(chain.blocks).toHaveLength(HEAD)
    for (const [index, { header, ...contents }] of chain.blocks.entries()) {
      const executed = chain.executed[index]
      expect(executed?.block.header).toEqual(header)
      expect(executed?.block).toMatchObject(contents)
      expect(executed?.hash).toBe(hashEthereumHeader(header))
      const child = chain.blocks[index + 1]
      if (child !== undefined) expect(child.header.parentHash).toBe(executed?.hash)
    }
    const forks = chain.blocks.map(({ header }) => chain.genesis.profile.forkAt(header))
    expect(new Set(forks).size).toBe(14)
  })

  it('has the tries that EthereumJS makes of its transactions and receipts', async () => {
    for (const { block, receipts } of chain.executed) {
      const { header, transactions } = block
      expect(await mptRoot(transactions)).toBe(header.transactionsRoot)
      expect(await mptRoot(receipts.map(encodeEthereumReceipt))).toBe(header.receiptsRoot)
    }
  })

  it('comes out of its encoding and goes back into it unchanged', () => {
    const encodings = chain.blocks.map(encodeChainBlock)
    expect(encodings.map(({ length }) => length)).toEqual(chain.blocks.map(chainBlockSize))
    const encoded = Buffer.concat(encodings)
    expect(Buffer.compare(encoded, chain.file('chain.rlp'))).toBe(0)
  })

  it('can be built again block by block, from what its builder decided', async () => {
    for (const { header, ommers, withdrawals, transactions } of chain.blocks) {
      const { timestamp, coinbase, gasLimit, extraData, mixHash, nonce } = header
      const rebuilt = await executeBlock(
        chain.store,
        chain.parentOf(header.number),
        {
          timestamp,
          coinbase,
          gasLimit,
          extraData,
          mixHash,
          nonce,
          ommers,
          withdrawals: withdrawals ?? [],
          ...(header.parentBeaconBlockRoot === null
            ? {}
            : { parentBeaconBlockRoot: header.parentBeaconBlockRoot }),
          transactions,
        },
        chain.genesis.profile,
      )
      expect(rebuilt.hash).toBe(hashEthereumHeader(header))
    }
  })

  it.each(['build-block-empty-transactions', 'build-block-with-transactions'])(
    'goes on as another client builds the next block: %s',
    async (name) => {
      const { params, result } = chain.exchange(`${built}/${name}.io`)
      const [, attributes, transactions, extraData] = params as [Hex, Attributes, Hex[], Hex]
      const { executionPayload: expected } = result as { executionPayload: Payload }
      const next = await executeBlock(
        chain.store,
        chain.parentOf(HEAD + 1),
        {
          timestamp: Number(attributes.timestamp),
          coinbase: asAddress(attributes.suggestedFeeRecipient),
          gasLimit: BigInt(expected.gasLimit),
          extraData,
          mixHash: asHash(attributes.prevRandao),
          parentBeaconBlockRoot: asHash(attributes.parentBeaconBlockRoot),
          transactions: transactions.map(fromHex),
        },
        chain.genesis.profile,
      )
      expect(next.skipped).toEqual([])
      expect(next.block.header.stateRoot).toBe(expected.stateRoot)
      expect(next.hash).toBe(expected.blockHash)
    },
  )

  it('leaves its accounts readable at every state root', () => {
    const { coinbase } = chain.genesis.header
    const balances = chain.executed.map(
      ({ block }) => readAccount(chain.store, block.header.stateRoot, coinbase)?.balance,
    )
    // Miners, and those of ommers, are the same account; rewards end with the merge.
    expect(balances[0]).toBeGreaterThan(5n * 10n ** 18n)
    expect(balances.at(-1)).toBeGreaterThan(35n * 2n * 10n ** 18n)
  })
})
