import { MemoryStateStore, type WrittenAccount, writeAccounts } from '@mvm/execution'
import { ContentStore, initialState, keepSources } from '@mvm/fraud-proof'
import {
  type Address,
  asAddress,
  asHash,
  charterSlots,
  fromHex,
  genesisHeader,
  type Hex,
  hashBlockHeader,
  type L1Origin,
  predeploys,
} from '@mvm/protocol'
import { batchOfOneTransaction } from '../../../packages/protocol/test/batch/batchOfOneTransaction.ts'
import { accountsOf } from '../accountsOf.ts'
import type { StateTestCase } from '../StateTest.ts'
import { wordOf } from '../wordOf.ts'
import type { CaseBlock } from './CaseBlock.ts'

/** That of the tests. */
export const CHAIN_ID = 1
const ZERO_WORD: Hex = `0x${'00'.repeat(32)}`
const MANAGEMENT = asAddress(`0x${'da'.repeat(20)}`)
const NO_CODE = new Uint8Array()
const L1_BASE_FEE = 3_000_000_000n

/**
 * Puts a state test's transaction into a block of a rollup: payload, batch, and the state of the test beside the
 * predeploys that every block writes to. Nobody's charter restricts anything.
 */
export function blockOfCase({ test, expected }: StateTestCase): CaseBlock {
  const { env } = test
  const raw = fromHex(expected.txbytes)
  const reader = new MemoryStateStore()
  const written = writeAccounts(withPredeploys(accountsOf(test.pre)))
  reader.add(written)
  const number = Number(env.currentNumber)
  const header = {
    ...genesisHeader(CHAIN_ID),
    number: number - 1,
    stateRoot: written.stateRoot,
  }
  const parent = { header, hash: hashBlockHeader(header) }
  const prevRandao = asHash<L1Origin['prevRandao']>(wordOf(env.currentRandom ?? ZERO_WORD))
  const coinbase = asAddress(env.currentCoinbase)
  const { batch, origin, originHeader } = batchOfOneTransaction({
    ...{ chainId: CHAIN_ID, number, raw, producer: coinbase },
    ...{ timestamp: 0, prevRandao, l1BaseFee: L1_BASE_FEE },
  })
  const store = new ContentStore(reader)
  keepSources(store, { parent: header, batch, queueElements: [], originHeader })
  return {
    reader,
    parent,
    input: {
      chainId: CHAIN_ID,
      number,
      timestamp: Number(env.currentTimestamp),
      origin,
      feeScalar: batch.feeScalar,
      coinbase,
      deposits: [],
      transactions: [raw],
    },
    store,
    start: initialState({
      stateRoot: written.stateRoot,
      parentHash: parent.hash,
      chainId: CHAIN_ID,
      number,
      inputCommitment: batch.batchHash,
      indexInBatch: 0,
    }),
    environment: {
      timestamp: Number(env.currentTimestamp),
      gasLimit: BigInt(env.currentGasLimit),
      baseFee: BigInt(env.currentBaseFee ?? '0x0a'),
      prevRandao,
      l1BaseFee: 0n,
      feeScalar: 0n,
    },
  }
}

function withPredeploys(accounts: Map<Address, WrittenAccount>): Map<Address, WrittenAccount> {
  // Storage that blocks begin with is only kept where there is an account.
  for (const address of [predeploys.l1Block, predeploys.history, predeploys.feeVault]) {
    if (accounts.has(address)) continue
    accounts.set(address, { nonce: 1n, balance: 0n, code: NO_CODE })
  }
  const slot = wordOf(`0x${charterSlots.managementContract.toString(16)}`)
  const storage = new Map([[slot, wordOf(MANAGEMENT)]])
  return accounts.set(predeploys.dacMaster, { nonce: 1n, balance: 0n, code: NO_CODE, storage })
}
