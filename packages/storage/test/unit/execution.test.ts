import { type ExecutedBlock, executeBlock, writeAccounts } from '@mvm/execution'
import {
  addressOfPrivateKey,
  asAddress,
  asHash,
  type BlockInput,
  depositFromQueueElement,
  encodeTransaction,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  genesisOutputRoot,
  signTransaction,
} from '@mvm/protocol'
import { type SkippedInput, StorageUnit } from '@mvm/storage'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../chain/tempFolder.ts'

const chainId = 808_001
const key = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d'
const alice = addressOfPrivateKey(key)
const bob = asAddress(`0x${'0b'.repeat(20)}`)
const profile = { kind: 'mvm' as const, chainId }

function inputFor(number: number): BlockInput {
  const deposit = depositFromQueueElement({
    chainId,
    queueIndex: number,
    from: alice,
    sender: alice,
    to: alice,
    mint: 10n ** 20n,
    value: 0n,
    gasLimit: 100_000n,
    isSystem: false,
    data: new Uint8Array(),
    queueHashAfter: asHash(`0x${'00'.repeat(32)}`),
    l1BlockNumber: 1,
  })
  const transfer = encodeTransaction(
    signTransaction(
      {
        type: 2,
        chainId,
        nonce: BigInt(number * 2 - 1),
        gasLimit: 21_000n,
        maxFeePerGas: 2_000_000_000n,
        maxPriorityFeePerGas: 1_000_000n,
        to: bob,
        value: 5n,
        data: new Uint8Array(),
        accessList: [],
      },
      key,
    ),
  )
  return {
    chainId,
    number,
    timestamp: 1_700_000_000 + number,
    origin: {
      number: 77,
      hash: asHash(`0x${'11'.repeat(32)}`),
      timestamp: 1_699_999_990,
      prevRandao: asHash(`0x${'22'.repeat(32)}`),
      baseFeePerGas: 10_000_000_000n,
    },
    feeScalar: 100_000_000n,
    coinbase: asAddress(`0x${'c0'.repeat(20)}`),
    deposits: [deposit],
    transactions: [Uint8Array.of(1, 2, 3), transfer],
  }
}

/** Storage keeps of a reason what is stable. */
function skippedIn({ skipped }: ExecutedBlock): readonly SkippedInput[] {
  return skipped.map(({ index, reason }) => ({ index, reason: reason.code }))
}

async function openReal(folder: string): Promise<StorageUnit> {
  const genesis = {
    header: genesisHeader(chainId),
    hash: genesisBlockHash(chainId),
    outputRoot: genesisOutputRoot(chainId),
    state: writeAccounts(genesisAccounts()),
  }
  const unit = await StorageUnit.open(folder, { chainId, genesis, stateCacheBytes: 4000 })
  onTestFinished(() => unit.close())
  return unit
}

describe('executed blocks in a storage unit', () => {
  it('can be built upon after a restart and executed again from what is stored', async () => {
    const folder = await tempFolder()
    let unit = await openReal(folder)
    for (let number = 1; number <= 4; number++) {
      const parent = unit.block(number - 1)
      if (parent === undefined) throw new Error('no parent')
      const input = inputFor(number)
      const executed = await executeBlock(unit, parent, input, profile)
      expect(executed.receipts.map(({ status }) => status)).toEqual([1, 1])
      expect(executed.skipped).toMatchObject([{ index: 0 }])
      await unit.commit({ blocks: [{ ...executed, input, skipped: skippedIn(executed) }] })
      await unit.close()
      unit = await openReal(folder)
    }
    for await (const block of unit.readBlockRange(1, 4)) {
      const parent = unit.block(block.header.number - 1)
      if (parent === undefined) throw new Error('no parent')
      const again = await executeBlock(unit, parent, block.input, profile)
      expect(again).toMatchObject({
        header: block.header,
        hash: block.hash,
        outputRoot: block.outputRoot,
        receipts: block.receipts(),
      })
      expect(block.skipped).toEqual(skippedIn(again))
      expect(block.transactions).toEqual([block.input.deposits[0], block.input.transactions[1]])
      expect(block.transactionHashes()).toEqual(again.transactions.map(({ hash }) => hash))
    }
    expect((await unit.verify()).problems).toEqual([])
  })
})
