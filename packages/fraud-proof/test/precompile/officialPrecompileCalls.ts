import { MemoryStateStore, type WrittenAccount, writeAccounts } from '@mvm/execution'
import { type Address, asAddress, decodeTransaction, fromHex, type Hex, toHex } from '@mvm/protocol'
import { listStateTests } from '../../../../scripts/conformance/listStateTests.ts'
import { readStateTests } from '../../../../scripts/conformance/readStateTests.ts'
import type { StateTestCase } from '../../../../scripts/conformance/StateTest.ts'
import { EthereumJsEngine } from '../../../execution/src/engine/EthereumJsEngine.ts'
import type { EnginePrecompile } from '../../../execution/src/engine/ethereumjs/forkPrecompiles.ts'
import { CommittedState } from '../../../execution/src/state/CommittedState.ts'
import { WorldState } from '../../../execution/src/state/WorldState.ts'

/** What a precompile did in a state test, given more gas than it asks for. */
export interface OfficialCall {
  readonly number: number
  readonly input: Uint8Array
  readonly gas: bigint
  /** `null` when it failed. */
  readonly output: Uint8Array | null
}

/** More than any call that the chain allows costs. */
const GAS = 4_000_000n
const ALL = (1n << 256n) - 1n

/**
 * Every different call of a precompile in the state tests of a folder, as the executor answers it, whose results are
 * those that the tests expect. Only the outermost frames are run: no transaction is needed to find the calls.
 */
export async function officialPrecompileCalls(folder: string): Promise<OfficialCall[]> {
  const calls = new Map<string, OfficialCall>()
  const recording = ({ address, function: run }: EnginePrecompile): EnginePrecompile => ({
    address,
    function: async (input) => {
      const key = `${address} ${toHex(input.data)}`
      if (!calls.has(key)) {
        const { exceptionError, executionGasUsed, returnValue } = await run({
          ...input,
          gasLimit: GAS,
        })
        calls.set(key, {
          number: Number(address),
          input: input.data.slice(),
          gas: executionGasUsed,
          output: exceptionError === undefined ? returnValue : null,
        })
      }
      return run(input)
    },
  })
  const engine = new EthereumJsEngine({
    chainId: 1,
    fork: 'osaka',
    hasPrecompileCaps: false,
    precompiles: (all) => all.map(recording),
  })
  for (const path of listStateTests(folder)) {
    for (const test of readStateTests(path)) {
      if (test.fork === 'Osaka' && test.expected.expectException === undefined) {
        await run(engine, test)
      }
    }
  }
  return [...calls.values()]
}

async function run(engine: EthereumJsEngine, { test, expected }: StateTestCase): Promise<void> {
  const { env, pre } = test
  const transaction = decoded(fromHex(expected.txbytes))
  if (transaction === null) return
  const written = writeAccounts(accountsOf(pre, transaction.signer))
  const store = new MemoryStateStore()
  store.add(written)
  const world = new WorldState(new CommittedState(store, written.stateRoot))
  world.beginTransaction(new Set())
  const block = {
    number: Number(env.currentNumber),
    timestamp: Number(env.currentTimestamp),
    coinbase: asAddress(env.currentCoinbase),
    gasLimit: BigInt(env.currentGasLimit),
    baseFeePerGas: 1n,
    prevRandao: wordOf('0x0'),
    blobBaseFee: 1n,
    blockHash: () => new Uint8Array(32),
  }
  const { signer, to, value, data, gasLimit } = transaction
  await engine.run(world, block, {
    caller: signer,
    to,
    value,
    data,
    gas: gasLimit,
    gasPrice: 1n,
    blobVersionedHashes: [],
    permissions: { mask: ALL, signer },
  })
}

/** `null` for a transaction that no DAC admits. */
function decoded(raw: Uint8Array) {
  try {
    return decodeTransaction(raw, { chainId: 1 })
  } catch {
    return null
  }
}

/** As the outermost frame finds them: the signer's nonce raised. */
function accountsOf(
  pre: StateTestCase['test']['pre'],
  signer: Address,
): Map<Address, WrittenAccount> {
  return new Map(
    Object.entries(pre).map(([address, { nonce, balance, code, storage }]) => [
      asAddress(address),
      {
        nonce: BigInt(nonce) + (asAddress(address) === signer ? 1n : 0n),
        balance: BigInt(balance),
        code: fromHex(code),
        storage: new Map(
          Object.entries(storage).map(([slot, word]) => [wordOf(slot as Hex), wordOf(word)]),
        ),
      },
    ]),
  )
}

function wordOf(hex: Hex): Hex {
  return `0x${hex.slice(2).padStart(64, '0')}`
}
