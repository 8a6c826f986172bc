import { asAddress, asHash } from '@mvm/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type BlockField,
  type EthereumBlock,
  type EthereumHeader,
  hashEthereumHeader,
  InvalidBlockError,
  verifyEthereumBlock,
} from '../../../src/index.ts'
import { ommersHash } from '../../../src/profile/ethereum/block/ommersHash.ts'
import { orderedTrieRoot } from '../../../src/profile/ethereum/block/orderedTrieRoot.ts'
import { RpcCompatChain } from './RpcCompatChain.ts'

const HEAD = 54
const otherHash = asHash<never>(`0x${'ab'.repeat(32)}`)
const otherAddress = asAddress(`0x${'ab'.repeat(20)}`)

/** A block of Paris, of Prague with blobs and requests, of BPO1 with blobs. */
const STAKED = { paris: 37, prague: 45, bpo1: 51 } as const
const OMMERS = { homestead: 3, byzantium: 10, london: 29 } as const

type Flip = readonly [keyof EthereumHeader, (header: EthereumHeader) => Partial<EthereumHeader>]

/** Changes by which a rule of the field itself is broken, in any block. */
const always: readonly Flip[] = [
  ['parentHash', () => ({ parentHash: otherHash })],
  ['ommersHash', () => ({ ommersHash: otherHash })],
  ['stateRoot', () => ({ stateRoot: otherHash })],
  ['transactionsRoot', () => ({ transactionsRoot: otherHash })],
  ['receiptsRoot', () => ({ receiptsRoot: otherHash })],
  ['logsBloom', () => ({ logsBloom: `0x01${'00'.repeat(255)}` })],
  ['difficulty', ({ difficulty }) => ({ difficulty: difficulty + 1n })],
  ['number', ({ number }) => ({ number: number + 1 })],
  ['gasLimit', ({ gasLimit }) => ({ gasLimit: gasLimit + gasLimit / 1_024n })],
  ['gasLimit', ({ gasLimit }) => ({ gasLimit: gasLimit - gasLimit / 1_024n })],
  ['gasUsed', ({ gasUsed }) => ({ gasUsed: gasUsed + 1n })],
  ['gasUsed', ({ gasLimit }) => ({ gasUsed: gasLimit + 1n })],
  ['timestamp', ({ timestamp }) => ({ timestamp: timestamp - 10 })],
  ['extraData', () => ({ extraData: `0x${'00'.repeat(33)}` })],
]

const sinceLondon: readonly Flip[] = [
  ['baseFeePerGas', ({ baseFeePerGas }) => ({ baseFeePerGas: (baseFeePerGas ?? 0n) + 1n })],
  ['baseFeePerGas', () => ({ baseFeePerGas: null })],
]

const sinceParis: readonly Flip[] = [['nonce', () => ({ nonce: '0x0000000000000001' })]]

const sincePrague: readonly Flip[] = [
  ['withdrawalsRoot', () => ({ withdrawalsRoot: otherHash })],
  ['withdrawalsRoot', () => ({ withdrawalsRoot: null })],
  ['blobGasUsed', ({ blobGasUsed }) => ({ blobGasUsed: (blobGasUsed ?? 0n) + 131_072n })],
  ['blobGasUsed', ({ blobGasUsed }) => ({ blobGasUsed: (blobGasUsed ?? 0n) + 1n })],
  ['blobGasUsed', () => ({ blobGasUsed: 16n * 131_072n })],
  ['blobGasUsed', () => ({ blobGasUsed: null })],
  ['excessBlobGas', ({ excessBlobGas }) => ({ excessBlobGas: (excessBlobGas ?? 0n) + 1n })],
  ['excessBlobGas', () => ({ excessBlobGas: null })],
  ['parentBeaconBlockRoot', () => ({ parentBeaconBlockRoot: null })],
  ['requestsHash', () => ({ requestsHash: otherHash })],
  ['requestsHash', () => ({ requestsHash: null })],
]

/** Fields that a block must not have before the upgrade that added them. */
const tooEarly: readonly Flip[] = [
  ['baseFeePerGas', () => ({ baseFeePerGas: 1n })],
  ['withdrawalsRoot', () => ({ withdrawalsRoot: otherHash })],
  ['blobGasUsed', () => ({ blobGasUsed: 0n })],
  ['excessBlobGas', () => ({ excessBlobGas: 0n })],
  ['parentBeaconBlockRoot', () => ({ parentBeaconBlockRoot: otherHash })],
  ['requestsHash', () => ({ requestsHash: otherHash })],
]

const cases: readonly (readonly [number, readonly Flip[]])[] = [
  [OMMERS.homestead, [...always, ...tooEarly]],
  [OMMERS.byzantium, [...always, ...tooEarly]],
  [OMMERS.london, [...always, ...sinceLondon, ...tooEarly.slice(1)]],
  [STAKED.paris, [...always, ...sinceLondon, ...sinceParis, ...tooEarly.slice(1)]],
  [STAKED.prague, [...always, ...sinceLondon, ...sinceParis, ...sincePrague]],
  [STAKED.bpo1, [...always, ...sinceLondon, ...sinceParis, ...sincePrague]],
]

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!RpcCompatChain.isThere())('A block of Ethereum is refused', () => {
  let chain: RpcCompatChain

  beforeAll(async () => {
    chain = RpcCompatChain.open()
    await chain.importTo(HEAD)
  })

  const blockAt = (number: number): EthereumBlock => chain.blocks[number - 1] as EthereumBlock

  const verify = (block: EthereumBlock, number: number) =>
    verifyEthereumBlock(chain.store, chain.parentOf(number), block, chain.genesis.profile)

  const expectRefusal = async (block: EthereumBlock, number: number, field: BlockField) => {
    const refusal = await verify(block, number).then(
      () => null,
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(InvalidBlockError)
    expect(refusal).toMatchObject({ field })
    const { expected, found } = refusal as InvalidBlockError
    expect(found).not.toBe(expected)
  }

  for (const [number, flips] of cases) {
    it(`for each field of the header of block ${number} that is not as it should be`, async () => {
      const { header, ...contents } = blockAt(number)
      await expect(verify({ header, ...contents }, number)).resolves.toBeDefined()
      for (const [field, flip] of flips) {
        const flipped = { header: { ...header, ...flip(header) }, ...contents }
        await expectRefusal(flipped, number, field)
      }
    })
  }

  it('on its state root if it names another coinbase or beacon block', async () => {
    const { header, ...contents } = blockAt(STAKED.prague)
    for (const flip of [{ coinbase: otherAddress }, { parentBeaconBlockRoot: otherHash }]) {
      const flipped = { header: { ...header, ...flip }, ...contents }
      await expectRefusal(flipped, STAKED.prague, 'stateRoot')
    }
  })

  it('by its child where nothing but its hash binds a field', async () => {
    for (const [number, flip] of [
      [STAKED.bpo1, { mixHash: otherHash }],
      [STAKED.bpo1, { extraData: '0xab' }],
      [OMMERS.homestead, { nonce: '0x0000000000000001' }],
    ] as const) {
      const { header, ...contents } = blockAt(number)
      const flipped = { header: { ...header, ...flip }, ...contents }
      const { hash, block } = await verify(flipped, number)
      expect(hash).not.toBe(hashEthereumHeader(header))
      const parent = { ...chain.parentOf(number + 1), header: block.header, hash }
      await expect(
        verifyEthereumBlock(chain.store, parent, blockAt(number + 1), chain.genesis.profile),
      ).rejects.toMatchObject({ code: 'INVALID_BLOCK', field: 'parentHash' })
    }
  })

  it('if its contents are not what its header commits to', async () => {
    const block = blockAt(STAKED.bpo1)
    const withdrawal = { index: 0n, validatorIndex: 0n, address: otherAddress, amountGwei: 1n }
    const fewer = block.transactions.slice(1)
    await expectRefusal({ ...block, transactions: fewer }, STAKED.bpo1, 'transactionsRoot')
    await expectRefusal({ ...block, withdrawals: [withdrawal] }, STAKED.bpo1, 'withdrawalsRoot')
    await expectRefusal({ ...block, withdrawals: null }, STAKED.bpo1, 'withdrawals')
    const early = blockAt(STAKED.paris)
    await expectRefusal({ ...early, withdrawals: [] }, STAKED.paris, 'withdrawals')
    const nephew = blockAt(OMMERS.homestead)
    await expectRefusal({ ...nephew, ommers: [] }, OMMERS.homestead, 'ommersHash')
  })

  it('if a transaction in it cannot be included', async () => {
    const { header, ...contents } = blockAt(STAKED.bpo1)
    const [first] = contents.transactions as [Uint8Array]
    for (const transactions of [
      [first, ...contents.transactions],
      [...contents.transactions].reverse(),
      [Uint8Array.of(5, 1, 2, 3)],
      [new Uint8Array(32)],
      [new Uint8Array()],
      [Uint8Array.of(0xff)],
    ]) {
      const transactionsRoot = orderedTrieRoot<EthereumHeader['transactionsRoot']>(transactions)
      const flipped = { ...contents, header: { ...header, transactionsRoot }, transactions }
      await expectRefusal(flipped, STAKED.bpo1, 'transactions')
    }
  })

  it('if its ommers are too many, twice there, too old, its ancestors or of another chain', async () => {
    const { header, ...contents } = blockAt(OMMERS.byzantium)
    const [ommer] = contents.ommers as [EthereumHeader]
    for (const ommers of [
      [ommer, { ...ommer, extraData: '0x01' as const }, { ...ommer, extraData: '0x02' as const }],
      [ommer, ommer],
      [blockAt(OMMERS.byzantium - 1).header],
      [{ ...ommer, parentHash: otherHash }],
      [{ ...ommer, number: header.number }],
      [{ ...ommer, number: header.number - 7, parentHash: chain.parentOf(3).hash }],
      [{ ...ommer, gasUsed: ommer.gasLimit + 1n }],
    ]) {
      const flipped = { ...contents, header: { ...header, ommersHash: ommersHash(ommers) }, ommers }
      await expectRefusal(flipped, OMMERS.byzantium, 'ommers')
    }
    // The same ommer with other data is a sibling like any: only its hash tells them apart.
    const ommers = [{ ...ommer, extraData: '0x01' as const }]
    const another = { ...contents, header: { ...header, ommersHash: ommersHash(ommers) }, ommers }
    await expect(verify(another, OMMERS.byzantium)).resolves.toBeDefined()
  })
})
