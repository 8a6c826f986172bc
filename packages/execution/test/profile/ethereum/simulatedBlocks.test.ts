import { RLP } from '@ethereumjs/rlp'
import {
  type AccountOverride,
  asAddress,
  asHash,
  fromHex,
  type Hex,
  keccak256Hex,
  toHex,
} from '@mvm/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type BlockDepartures,
  describeSkip,
  EthereumBlockExecution,
  type EthereumParent,
} from '../../../src/index.ts'
import { RpcCompatChain } from './RpcCompatChain.ts'

const HEAD = 54
const GAS_CAP = 50_000_000n
const NOBODY = asAddress(`0x${'00'.repeat(20)}`)
const NO_ROOT = asHash(`0x${'00'.repeat(32)}`)

const names = [
  'empty',
  'empty-validation',
  'simple',
  'check-that-balance-is-there-after-new-block',
  'blockhash-simple',
  'extcodehash-existing-contract',
  'set-read-storage',
  'override-storage-slots',
  'simple-state-diff',
  'override-address-twice-in-separate-BlockStateCalls',
  'transaction-too-high-nonce',
  'transaction-too-low-nonce-38010',
  'overflow-nonce',
  'self-destructing-state-override',
  'two-blocks-with-complete-eth-sends',
  'contract-calls-itself',
  'no-fields-call',
  'overwrite-existing-contract',
  'override-block-num',
  'simple-send-from-contract',
  'precompile-is-sending-transaction',
  'self-destructive-contract-produces-logs',
  'send-eth-and-delegate-call',
  'send-eth-and-delegate-call-to-payble-contract',
  'basefee-too-low-without-validation-38012',
  'block-timestamps-incrementing',
  'eth-send-should-not-produce-logs-on-revert',
  'basefee-too-low-without-validation-38012-without-basefee-override',
]

interface Call {
  readonly from?: Hex
  readonly to?: Hex
  readonly value?: Hex
  readonly input?: Hex
  readonly data?: Hex
  readonly nonce?: Hex
  readonly gas?: Hex
  readonly maxFeePerGas?: Hex
  readonly maxPriorityFeePerGas?: Hex
}

interface Override {
  readonly balance?: Hex
  readonly nonce?: Hex
  readonly code?: Hex
  readonly state?: Record<Hex, Hex>
  readonly stateDiff?: Record<Hex, Hex>
}

interface BlockCalls {
  readonly blockOverrides?: Readonly<Record<string, Hex>>
  readonly stateOverrides?: Readonly<Record<Hex, Override>>
  readonly calls?: readonly Call[]
}

interface Answer {
  readonly hash: Hex
  readonly stateRoot: Hex
  readonly calls: readonly { readonly gasUsed: Hex; readonly returnData: Hex }[]
}

const fileOf = (name: string): string => `eth_simulateV1/ethSimulate-${name}.io`

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!RpcCompatChain.isThere())('Blocks that are simulated', () => {
  let chain: RpcCompatChain

  beforeAll(async () => {
    chain = RpcCompatChain.open(names.map(fileOf))
    await chain.importTo(HEAD)
  })

  it.each(names)('are those that another client simulates: %s', async (name) => {
    const { params, result } = chain.exchange(fileOf(name))
    const [{ blockStateCalls, validation = false }] = params as [
      { readonly blockStateCalls: readonly BlockCalls[]; readonly validation?: boolean },
    ]
    const answers = result as readonly Answer[]
    expect(answers).toHaveLength(blockStateCalls.length)
    let parent = chain.parentOf(HEAD + 1)
    let budget = GAS_CAP
    for (const [index, blockCalls] of blockStateCalls.entries()) {
      const expected = answers[index] as Answer
      const execution = await begin(parent, blockCalls, !validation)
      for (const [place, call] of (blockCalls.calls ?? []).entries()) {
        const outcome = await execution.tryTransaction(prepare(execution, call, budget))
        if (outcome.status === 'skipped') throw new Error(describeSkip(outcome.reason))
        const { gasUsed, returnData } = expected.calls[place] as Answer['calls'][number]
        expect(outcome.receipt.gasUsed).toBe(BigInt(gasUsed))
        if (outcome.receipt.status === 1) expect(toHex(outcome.output)).toBe(returnData)
        budget -= outcome.receipt.gasUsed
      }
      const { block, hash, changes } = await execution.finish()
      expect(block.header.stateRoot).toBe(expected.stateRoot)
      expect(hash).toBe(expected.hash)
      chain.store.add(changes)
      const before = parent
      const ancestorHash = (number: number) =>
        number === before.header.number ? before.hash : before.ancestorHash(number)
      parent = { header: block.header, hash, ancestorHash }
    }
  })

  const begin = (parent: EthereumParent, calls: BlockCalls, isUnchecked: boolean) => {
    const { header } = parent
    const { number, time, feeRecipient, gasLimit, prevRandao, baseFeePerGas } =
      calls.blockOverrides ?? {}
    const overrides = Object.entries(calls.stateOverrides ?? {}).map(
      ([address, override]) => [asAddress(address), overrideOf(override)] as const,
    )
    const fee = baseFeePerGas ?? (isUnchecked ? '0x0' : undefined)
    const departures: BlockDepartures = {
      ...(number === undefined ? {} : { number: Number(number) }),
      ...(fee === undefined ? {} : { baseFeePerGas: BigInt(fee) }),
      accountOverrides: new Map(overrides),
      isUnchecked,
    }
    return EthereumBlockExecution.begin(
      chain.store,
      parent,
      {
        timestamp: time === undefined ? header.timestamp + 12 : Number(time),
        coinbase: asAddress(feeRecipient ?? NOBODY),
        gasLimit: gasLimit === undefined ? header.gasLimit : BigInt(gasLimit),
        extraData: '0x',
        mixHash: asHash(prevRandao ?? NO_ROOT),
      },
      chain.genesis.profile,
      { departures },
    )
  }

  const prepare = (execution: EthereumBlockExecution, call: Call, budget: bigint) => {
    const { profile } = chain.genesis
    const signer = asAddress(call.from ?? NOBODY)
    const to = call.to === undefined ? null : asAddress(call.to)
    const nonce = call.nonce === undefined ? execution.nonce(signer) : BigInt(call.nonce)
    const value = BigInt(call.value ?? 0)
    const data = fromHex(call.input ?? call.data ?? '0x')
    const gasLimit = call.gas === undefined ? budget : BigInt(call.gas)
    const nothing = new Uint8Array()
    const recipient = to ?? nothing
    const tip = BigInt(call.maxPriorityFeePerGas ?? 0)
    const maxFee = BigInt(call.maxFeePerGas ?? 0)
    const fees = [nonce, tip, maxFee, gasLimit]
    const fields = [profile.chainId, ...fees, recipient, value, data, [], 0, 0, 0]
    const raw = Uint8Array.from(Buffer.concat([Uint8Array.of(2), RLP.encode(fields)]))
    const transaction = {
      type: 2,
      hash: asHash<never>(keccak256Hex(raw)),
      size: raw.length,
      signer,
      nonce,
      gasLimit,
      maxFeePerGas: maxFee,
      maxPriorityFeePerGas: tip,
      to,
      value,
      data,
      accessList: [],
      authorizationList: [],
      blobs: null,
    }
    return { raw, transaction }
  }
})

function overrideOf({ balance, nonce, code, state, stateDiff }: Override): AccountOverride {
  const slots = new Map(Object.entries(state ?? stateDiff ?? {}) as [Hex, Hex][])
  const hasSlots = state !== undefined || stateDiff !== undefined
  return {
    ...(balance === undefined ? {} : { balance: BigInt(balance) }),
    ...(nonce === undefined ? {} : { nonce: BigInt(nonce) }),
    ...(code === undefined ? {} : { code: fromHex(code) }),
    ...(hasSlots ? { storage: { mode: state === undefined ? 'merge' : 'replace', slots } } : {}),
  }
}
