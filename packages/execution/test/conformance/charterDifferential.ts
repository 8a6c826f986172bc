import { RLP } from '@ethereumjs/rlp'
import { type Address, asAddress, fromHex, type Hex, keccak256Hex, predeploys } from '@mvm/protocol'
import { readStateTests } from '../../../../scripts/conformance/readStateTests.ts'
import type { StateTestAccount, StateTestCase } from '../../../../scripts/conformance/StateTest.ts'
import { MemoryStateStore, type WrittenAccount, writeAccounts } from '../../src/index.ts'
import { engineFor } from '../../src/profile/engineFor.ts'
import { blobBaseFee } from '../../src/profile/ethereum/blobBaseFee.ts'
import { blobParametersOf } from '../../src/profile/ethereum/blobParametersOf.ts'
import { tryDecodeEthereumTransaction } from '../../src/profile/ethereum/tryDecodeEthereumTransaction.ts'
import { CharterReader } from '../../src/profile/mvm/CharterReader.ts'
import { mvmRules } from '../../src/profile/mvm/mvmRules.ts'
import { CommittedState } from '../../src/state/CommittedState.ts'
import { WorldState } from '../../src/state/WorldState.ts'
import { executeSigned } from '../../src/transaction/executeSigned.ts'
import { charterAccount, type TestCharter } from '../chain/charterAccount.ts'

const everyBit = Array.from({ length: 256 }, (_, bit) => bit)

/** Charters by which nothing is denied to the signer, each through another part of the machinery. */
const charters = {
  'no entry': () => ({}),
  'every bit allow-listed, and the signer on each list': ({ signer }) => ({
    restricted: everyBit,
    allowed: new Map([[signer, everyBit]]),
  }),
  'the signer is the management contract': ({ signer }) => ({
    management: signer,
    restricted: everyBit,
    denied: new Map([[signer, everyBit]]),
  }),
  'a call to the management contract, whose frames have tables of their own': ({ signer, to }) => ({
    ...(to === null ? {} : { management: to }),
    restricted: everyBit,
    allowed: new Map([[signer, everyBit]]),
  }),
} as const satisfies Record<
  string,
  (transaction: { readonly signer: Address; readonly to: Address | null }) => TestCharter
>

export interface DifferentialTotals {
  cases: number
  /** Why cases were left out, with their number. */
  readonly leftOut: Map<string, number>
  readonly failures: string[]
}

export const NO_BLOBS = 'a blob transaction, which a DAC does not have'
export const BEYOND = 'a precompile call beyond the bounds of spec 2.2'

/**
 * Cases that call a precompile beyond the bounds of spec 2.2, in gas or in input, where a DAC has another result on
 * purpose, with or without a charter.
 */
const BEYOND_BOUNDS = [
  'test_vectors_from_eip[fork_Osaka-state_test-256byte-all-params]',
  'test_valid_gas_g2msm[fork_Osaka-discount_table_6_of_7-',
  'test_valid_gas_g2msm[fork_Osaka-discount_table_7_of_7-',
  'modexp_modsize0_returndatasize[fork_Osaka-state_test-d3]',
]

/** Runs each `every`-th case of state test files by a DAC's rules under each of the charters. */
export async function charterDifferential(
  paths: readonly string[],
  every: number,
): Promise<DifferentialTotals> {
  const totals: DifferentialTotals = { cases: 0, leftOut: new Map(), failures: [] }
  let index = 0
  for (const path of paths) {
    for (const testCase of readStateTests(path)) {
      index += 1
      if (index % every !== 0) continue
      const reason = notApplicable(testCase)
      if (reason !== null) {
        totals.leftOut.set(reason, (totals.leftOut.get(reason) ?? 0) + 1)
        continue
      }
      totals.cases += 1
      for (const name of Object.keys(charters) as (keyof typeof charters)[]) {
        const problem = await runUnder(name, testCase)
        if (problem !== null) totals.failures.push(`${testCase.name} (${name}): ${problem}`)
      }
    }
  }
  return totals
}

function notApplicable({ name, expected }: StateTestCase): string | null {
  if (expected.txbytes.startsWith('0x03')) return NO_BLOBS
  return BEYOND_BOUNDS.some((known) => name.includes(known)) ? BEYOND : null
}

/** Executes a case by a DAC's rules, or says in what the result is not the official one. */
async function runUnder(
  charterName: keyof typeof charters,
  { test, expected }: StateTestCase,
): Promise<string | null> {
  const { env } = test
  // Ethereum's decoder: it also takes what a DAC refuses by its form, over 60 KiB or without a chainID.
  const read = tryDecodeEthereumTransaction(fromHex(expected.txbytes), 1, 'osaka')
  const decoded = 'reason' in read ? null : read.transaction
  const charter = decoded === null ? {} : charters[charterName](decoded)
  const store = new MemoryStateStore()
  const accounts = accountsOf(test.pre)
  accounts.set(predeploys.dacMaster, charterAccount(charter))
  // Storage is kept only where there is an account.
  accounts.set(predeploys.feeVault, { nonce: 1n, balance: 0n, code: new Uint8Array() })
  const pre = writeAccounts(accounts)
  store.add(pre)
  const world = new WorldState(new CommittedState(store, pre.stateRoot))
  const excessBlobGas = BigInt(env.currentExcessBlobGas ?? '0x0')
  const outcome =
    decoded === null
      ? null
      : await executeSigned(
          engineFor({ kind: 'mvm', chainId: 1 }),
          world,
          {
            chainId: 1,
            number: Number(env.currentNumber),
            timestamp: Number(env.currentTimestamp),
            coinbase: asAddress(env.currentCoinbase),
            gasLimit: BigInt(env.currentGasLimit),
            baseFeePerGas: BigInt(env.currentBaseFee ?? '0x0a'),
            prevRandao: wordOf(env.currentRandom ?? '0x0'),
            blobBaseFee: blobBaseFee(
              excessBlobGas,
              blobParametersOf('osaka').baseFeeUpdateFraction,
            ),
            blockHash: (number) => fromHex(keccak256Hex(new TextEncoder().encode(String(number)))),
            // No data fee, which Ethereum does not have.
            l1BaseFeePerGas: 0n,
            feeScalar: 0n,
          },
          0n,
          decoded,
          mvmRules(new CharterReader()),
        )
  const isIncluded = outcome?.status === 'included'
  if (isIncluded !== (expected.expectException === undefined)) {
    return isIncluded ? `included instead of ${expected.expectException}` : 'skipped'
  }
  // What is left without the two accounts in which a DAC differs is Ethereum's state.
  world.beginTransaction()
  world.deleteAccount(predeploys.dacMaster)
  world.deleteAccount(predeploys.feeVault)
  const { stateRoot } = world.commit()
  if (stateRoot !== expected.hash) return `state root ${stateRoot}, not ${expected.hash}`
  const receipt = isIncluded ? outcome.executed.receipt : null
  if (receipt?.denial !== undefined) return `denied ${receipt.denial.opcode}`
  const logs = receipt?.logs ?? []
  const logsHash = keccak256Hex(
    RLP.encode(logs.map(({ address, topics, data }) => [address, [...topics], data])),
  )
  return logsHash === expected.logs ? null : 'other logs'
}

function accountsOf(pre: Readonly<Record<Hex, StateTestAccount>>): Map<Address, WrittenAccount> {
  return new Map(
    Object.entries(pre).map(([address, { nonce, balance, code, storage }]) => [
      asAddress(address),
      {
        nonce: BigInt(nonce),
        balance: BigInt(balance),
        code: fromHex(code),
        storage: new Map(
          (Object.entries(storage) as [Hex, Hex][]).map(([slot, word]) => [
            wordOf(slot),
            wordOf(word),
          ]),
        ),
      },
    ]),
  )
}

function wordOf(hex: Hex): Hex {
  return `0x${hex.slice(2).padStart(64, '0')}`
}
