import { setTimeout as delay } from 'node:timers/promises'
import {
  contractInterface,
  type L1CallRequest,
  type L1Client,
  type L1Intent,
  type L1TransactionOutcome,
  type L1TransactionSender,
} from '@mvm/l1'
import {
  asAddress,
  asHash,
  type ContractName,
  type Hash,
  type Hex,
  hashWords,
  type L1Contracts,
  type OutputRoot,
  type OutputRootPreimage,
  outputRoot,
} from '@mvm/protocol'
import type { ArchiveClaimPort, Dispute } from '@mvm/ranger'
import { expect, it } from 'vitest'
import { L1DisputePort } from '../../src/ranging/L1DisputePort.ts'

const word = (byte: string) => `0x${byte.repeat(32)}` as Hex
const account = asAddress(`0x${'a5'.repeat(20)}`)
const contracts = {
  disputeGame: asAddress(`0x${'d6'.repeat(20)}`),
  stateCommitmentChain: asAddress(`0x${'5c'.repeat(20)}`),
  rangerPool: asAddress(`0x${'4a'.repeat(20)}`),
} as L1Contracts
const names = new Map<string, ContractName>([
  [contracts.disputeGame, 'DisputeGame'],
  [contracts.stateCommitmentChain, 'StateCommitmentChain'],
  [contracts.rangerPool, 'RangerPool'],
])

const agreed: OutputRootPreimage = {
  stateRoot: hashWords(1),
  messagePasserStorageRoot: hashWords(2),
  blockHash: hashWords(3),
}
const dispute: Dispute = {
  ...{ chainId: 7, stateBatchIndex: 1, blockNumber: 5, agreed },
  claimedRoot: asHash<OutputRoot>(word('c1')),
  ownRoot: asHash<OutputRoot>(word('0a')),
}
/** Of blocks 4 and 5. */
const claims = {
  stateBatchOf: async () => ({
    stateBatch: {
      ...{ chainId: 7, stateBatchIndex: 1, firstBlock: 4, rootCount: 2 },
      ...{ merkleRoot: word('3e'), appendedAtTimestamp: 900 },
    },
    roots: [outputRoot(agreed), dispute.claimedRoot],
  }),
  batches: async function* () {
    yield { batch: { batchHash: word('ba') } }
  },
} as unknown as ArchiveClaimPort

/** An L1 on which nobody else does anything, with a new head at each look. */
class QuietL1 {
  committedAt = 0
  head = 10
  timestamp = 1_000
  /** State batch that somebody's dispute holds. */
  disputed = 2n ** 256n - 1n

  async block() {
    await delay(5)
    return { number: this.head++, hash: word('bb'), timestamp: this.timestamp }
  }

  async calls(requests: readonly L1CallRequest[]): Promise<Hex[]> {
    return requests.map(({ to, data }) => {
      const abi = contractInterface(names.get(to) as ContractName)
      const name = abi.parseTransaction({ data: data as string })?.name ?? ''
      return abi.encodeFunctionResult(name, [this.#answer(name)]) as Hex
    })
  }

  #answer(method: string): unknown {
    switch (method) {
      case 'disputeBond':
        return 9
      case 'minRevealDelay':
        return 1
      case 'maxRevealDelay':
        return 50
      case 'clockSeconds':
      case 'extensionSeconds':
        return 60
      case 'openDisputes':
        return []
      case 'earliestDisputed':
        return this.disputed
      case 'committedAt':
        return this.committedAt
      case 'isLive':
        return true
      case 'isWithdrawable':
        return false
      case 'windowEnd':
        return 2_000
      case 'draw':
        return {
          ...{ epoch: 1, seed: word('5e'), frozenAtBlock: 1 },
          ...{ memberCount: 0, checkers: 0, segmentCount: 1 },
        }
      case 'memberCountAt':
        return 0
    }
    throw new Error(`nobody should ask for ${method}`)
  }
}

/** A sender that gives an intent the outcome it had before, as its journal has it do; each first one fails. */
function senderOn(l1: QuietL1, failure: L1TransactionOutcome) {
  const outcomes = new Map<string, L1TransactionOutcome>()
  const sent: string[] = []
  const send = async ({ id, data }: L1Intent): Promise<L1TransactionOutcome> => {
    const known = outcomes.get(id)
    if (known !== undefined) return known
    const step = contractInterface('DisputeGame').parseTransaction({ data: data as string })?.name
    const isFirst = !sent.includes(step ?? '')
    sent.push(step ?? '')
    if (!isFirst && step === 'commit') l1.committedAt = l1.head
    const inclusion = {} as never
    const outcome = isFirst ? failure : ({ status: 'included', nonce: 0, inclusion } as const)
    outcomes.set(id, outcome)
    return outcome
  }
  return { sender: { address: account, send }, sent }
}

it.each<L1TransactionOutcome>([
  { status: 'superseded', nonce: 0 },
  { status: 'cancelled' },
  { status: 'reverted', nonce: 0, inclusion: {} as never, error: null },
])('commits and opens again when a step was $status', { timeout: 20_000 }, async (failure) => {
  const l1 = new QuietL1()
  const { sender, sent } = senderOn(l1, failure)
  const port = new L1DisputePort({
    ...{ client: l1 as unknown as L1Client, contracts, sender, claims, segmentLength: 64 },
    saltOf: (name) => hashWords<Hash<'salt'>>(name.length),
  })
  // Short of the 50 blocks after which a commitment is renewed, and with it the opening's name.
  const end = new AbortController()
  const opening = port.open('7/1/5', dispute, end.signal)
  const outcome = await Promise.race([
    opening,
    (async () => {
      while (l1.head < 45) await delay(5)
      return 'too late'
    })(),
  ])
  end.abort()
  await opening.catch(() => undefined)
  expect(outcome).toBe('open')
  expect(sent).toEqual(['commit', 'commit', 'open', 'open'])
})

/** A sender whose account has the money for a commitment, and for a bond only if nothing has to be left of it. */
function poorSenderOn(l1: QuietL1) {
  const asked: (bigint | undefined)[] = []
  const send: L1TransactionSender['send'] = async ({ data, leaves = 0n }, { signal } = {}) => {
    const step = contractInterface('DisputeGame').parseTransaction({ data: data as string })?.name
    if (step === 'commit') l1.committedAt = l1.head
    else asked.push(leaves)
    if (leaves > 0n) {
      await new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      })
    }
    return { status: 'included', nonce: 0, inclusion: {} as never }
  }
  return { sender: { address: account, send }, asked }
}

it.each([
  ['nothing more once somebody else disputes the same', 'covered', [3n]],
  ['its last wei in the last part of the window', 'open', [3n, 0n]],
] as const)('without the money for a bond and gas it gives %s', async (_, outcome, leaves) => {
  const l1 = new QuietL1()
  const { sender, asked } = poorSenderOn(l1)
  const port = new L1DisputePort({
    ...{ client: l1 as unknown as L1Client, contracts, sender, claims, segmentLength: 16 },
    saltOf: () => asHash<Hash<'salt'>>(word('5a')),
  })
  const opening = port.open('a dispute', dispute, new AbortController().signal)
  await expect.poll(() => asked.length, { timeout: 10_000 }).toBe(1)
  // The window is from 900 to 2,000.
  if (outcome === 'covered') l1.disputed = 1n
  else l1.timestamp = 1_700
  expect(await opening).toBe(outcome)
  expect(asked).toEqual(leaves)
})

it('waits for what becomes of an opening that is on its way, whoever disputes the same meanwhile', async () => {
  const l1 = new QuietL1()
  l1.committedAt = 9
  const send: L1TransactionSender['send'] = async (_, { signal, beforeBroadcast } = {}) => {
    await beforeBroadcast?.(0)
    const seen = l1.head
    l1.disputed = 1n
    while (l1.head < seen + 5) {
      signal?.throwIfAborted()
      await l1.block()
    }
    return { status: 'included', nonce: 0, inclusion: {} as never }
  }
  const port = new L1DisputePort({
    ...{ client: l1 as unknown as L1Client, contracts, claims, segmentLength: 16 },
    sender: { address: account, send },
    saltOf: () => asHash<Hash<'salt'>>(word('5a')),
  })
  expect(await port.open('a dispute', dispute, new AbortController().signal)).toBe('open')
})
