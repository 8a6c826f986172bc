import { RLP } from '@ethereumjs/rlp'
import {
  type EthereumProfile,
  executeEthereumTransaction,
  MemoryStateStore,
  writeAccounts,
} from '@mvm/execution'
import { asAddress, fromHex, type Hex, keccak256Hex } from '@mvm/protocol'
import { accountsOf } from './accountsOf.ts'
import type { StateTestCase } from './StateTest.ts'
import { wordOf } from './wordOf.ts'

export type StateTestVerdict =
  | { readonly status: 'passed' }
  | { readonly status: 'failed'; readonly reason: string }

const forks = { Cancun: 'cancun', Prague: 'prague', Osaka: 'osaka' } as const

const ZERO_WORD: Hex = `0x${'00'.repeat(32)}`

/** Runs one case through our transaction path and compares state root, logs and rejection. */
export async function runStateTest(
  { test, expected, fork }: StateTestCase,
  options: { readonly mask?: bigint } = {},
): Promise<StateTestVerdict> {
  const known = forks[fork as keyof typeof forks]
  if (known === undefined) return { status: 'failed', reason: `the fork ${fork} is not supported` }
  const { env } = test
  const profile: EthereumProfile = { kind: 'ethereum', chainId: 1, forkAt: () => known }
  const store = new MemoryStateStore()
  const pre = writeAccounts(accountsOf(test.pre))
  store.add(pre)
  const outcome = await executeEthereumTransaction(
    store,
    pre.stateRoot,
    {
      number: Number(env.currentNumber),
      timestamp: Number(env.currentTimestamp),
      coinbase: asAddress(env.currentCoinbase),
      gasLimit: BigInt(env.currentGasLimit),
      baseFeePerGas: BigInt(env.currentBaseFee ?? '0x0a'),
      prevRandao: wordOf(env.currentRandom ?? ZERO_WORD),
      excessBlobGas: BigInt(env.currentExcessBlobGas ?? '0x0'),
      blockHash: (number) => fromHex(keccak256Hex(new TextEncoder().encode(String(number)))),
    },
    fromHex(expected.txbytes),
    profile,
    options,
  )
  const { expectException } = expected
  if (expectException !== undefined && outcome.status === 'included') {
    return { status: 'failed', reason: `it was included, ${expectException} was expected` }
  }
  if (expectException === undefined && outcome.status === 'skipped') {
    return { status: 'failed', reason: `it was skipped: ${outcome.reason.code}` }
  }
  const { stateRoot } = outcome.changes
  if (stateRoot !== expected.hash) {
    const detail = outcome.status === 'included' ? describe(outcome.executed) : ''
    return {
      status: 'failed',
      reason: `state root ${stateRoot} instead of ${expected.hash}${detail}`,
    }
  }
  const logs = outcome.status === 'included' ? outcome.executed.receipt.logs : []
  const logsHash = keccak256Hex(
    RLP.encode(logs.map(({ address, topics, data }) => [address, [...topics], data])),
  )
  if (logsHash !== expected.logs) return { status: 'failed', reason: 'the logs differ' }
  return { status: 'passed' }
}

function describe({
  receipt,
  haltReason,
}: {
  readonly receipt: { readonly status: number; readonly gasUsed: bigint }
  readonly haltReason: string | null
}): string {
  return ` (status ${receipt.status}, gas used ${receipt.gasUsed}, ${haltReason ?? 'no halt'})`
}
