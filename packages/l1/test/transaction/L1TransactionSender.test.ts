import { asHash, fromHex, type Hex, type L1TransactionHash, toHex } from '@mvm/protocol'
import { AbiCoder, id } from 'ethers'
import { afterEach, expect, test } from 'vitest'
import {
  ContractRevertError,
  L1Follower,
  L1RpcError,
  L1SignerError,
  type L1TransactionOutcome,
  signerFromKey,
} from '../../src/index.ts'
import type { AnvilOptions } from '../anvil.ts'
import { eventually } from '../eventually.ts'
import { reverter, SenderBench } from './SenderBench.ts'

const GWEI = 10n ** 9n
const noMining = { args: ['--no-mining'] }

let bench: SenderBench

afterEach(() => bench.stop())

async function start(options?: AnvilOptions): Promise<void> {
  bench = await SenderBench.start(options)
}

function included(outcome: L1TransactionOutcome): L1TransactionOutcome & { status: 'included' } {
  if (outcome.status !== 'included') throw new Error(`the outcome is ${outcome.status}`)
  return outcome
}

/** Mines until something has come true: what waits for blocks would otherwise wait for ever. */
async function mineUntil(isTrue: () => boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        if (!isTrue()) await bench.anvil.mine()
        return isTrue()
      },
      { timeout: 50_000, interval: 50 },
    )
    .toBe(true)
}

async function outcomeWhileMining(sending: Promise<L1TransactionOutcome>) {
  let outcome: L1TransactionOutcome | null = null
  sending.then((value) => {
    outcome = value
  })
  await mineUntil(() => outcome !== null)
  return sending
}

async function rawFrom(key: Hex, changes: { readonly nonce: number; readonly tipGwei: bigint }) {
  const signer = signerFromKey(key)
  const fee = changes.tipGwei * GWEI
  return signer.sign({
    chainId: 31337,
    nonce: changes.nonce,
    to: signer.address,
    data: '0x',
    value: 1n,
    gasLimit: 21_000n,
    maxFeePerGas: 50n * GWEI + fee,
    maxPriorityFeePerGas: fee,
  })
}

test('brings intents onto L1 in order, each once, under consecutive nonces', async () => {
  await start(noMining)
  const sender = await bench.sender()
  const sendings = Array.from({ length: 10 }, (_, i) => sender.send(bench.intent(i)))
  await eventually(() => sender.inFlight()).toHaveLength(10)
  await bench.anvil.mine()
  const outcomes = (await Promise.all(sendings)).map(included)
  expect(outcomes.map(({ nonce }) => nonce)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(await bench.executed()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  const [receipt] = await bench.anvil
    .client()
    .receipts([outcomes[0]?.inclusion.transactionHash ?? asHash('0x')])
  expect(receipt).toMatchObject({
    blockHash: outcomes[0]?.inclusion.blockHash,
    gasUsed: outcomes[0]?.inclusion.gasUsed,
  })
})

test('has no more in flight than allowed, and the rest afterwards', async () => {
  await start(noMining)
  const sender = await bench.sender({ maxInFlight: 2 })
  const sendings = [1, 2, 3, 4, 5].map((number) => sender.send(bench.intent(number)))
  await eventually(() => sender.inFlight()).toHaveLength(2)
  await outcomeWhileMining(sendings.at(-1) as Promise<L1TransactionOutcome>)
  expect(await bench.executed()).toEqual([1, 2, 3, 4, 5])
})

test('gives an outcome only with the confirmations asked for', async () => {
  await start(noMining)
  const sender = await bench.sender({ confirmations: 4 })
  const sending = sender.send(bench.intent(1))
  await eventually(() => bench.kinds()).toContain('signed')
  const { inclusion } = included(await outcomeWhileMining(sending))
  const head = await bench.anvil.client().block('latest')
  expect((head?.number ?? 0) - inclusion.blockNumber + 1).toBeGreaterThanOrEqual(4)
})

test('joins an intent that is in flight or settled instead of sending it again', async () => {
  await start(noMining)
  const sender = await bench.sender()
  const sendings = [sender.send(bench.intent(1)), sender.send(bench.intent(1))]
  await eventually(() => sender.inFlight()).toHaveLength(1)
  sendings.push(sender.send(bench.intent(1)))
  await bench.anvil.mine()
  const outcomes = await Promise.all(sendings)
  expect(await sender.send(bench.intent(1))).toEqual(outcomes[0])
  expect(new Set(outcomes.map((outcome) => included(outcome).nonce))).toEqual(new Set([0]))
  expect(await bench.nonce()).toBe(1)
})

test('raises fees by at least 12.5 % until the base fee is met, always under the same nonce', async () => {
  await start(noMining)
  const sender = await bench.sender({ bumpAfterBlocks: 2 })
  const sending = sender.send(bench.intent(1))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  await bench.setBaseFee(500n * GWEI)
  const outcome = included(await outcomeWhileMining(sending))
  const signed = bench.events.filter((event) => event.kind === 'signed')
  expect(signed.length).toBeGreaterThan(1)
  expect(new Set(signed.map(({ nonce }) => nonce))).toEqual(new Set([outcome.nonce]))
  signed.slice(1).forEach(({ maxFeePerGas }, i) => {
    expect(maxFeePerGas * 8n).toBeGreaterThanOrEqual((signed[i]?.maxFeePerGas ?? 0n) * 9n)
  })
  expect(outcome.inclusion.effectiveGasPrice).toBeGreaterThan(100n * GWEI)
  expect(await bench.executed()).toEqual([1])
})

test('offers no more than its limit and waits for a cheaper L1', async () => {
  await start(noMining)
  const limit = 20n * GWEI
  const sender = await bench.sender({ bumpAfterBlocks: 1, maxFeePerGasLimit: limit })
  const sending = sender.send(bench.intent(1))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  await bench.setBaseFee(100n * GWEI)
  await mineUntil(() => bench.kinds().includes('feeLimitReached'))
  const offers = bench.events.map((event) => (event.kind === 'signed' ? event.maxFeePerGas : 0n))
  for (const offer of offers) expect(offer).toBeLessThanOrEqual(limit)
  expect(await bench.executed()).toEqual([])
  included(await outcomeWhileMining(sending))
})

test('outbids what stands in the pool under its nonce from a life that nobody remembers', async () => {
  await start(noMining)
  // Ten times the suggested tip: several raises in one go.
  const raw = await rawFrom(bench.account.privateKey, { nonce: 0, tipGwei: 10n })
  await bench.anvil.client().sendRawTransaction(raw)
  const sender = await bench.sender()
  const sending = sender.send(bench.intent(1), { nonce: 0 })
  const inPool = async () => {
    const last = sender.inFlight()[0]?.attempts.at(-1)?.transactionHash
    return last === undefined ? null : (await bench.anvil.client().transactions([last]))[0]
  }
  await eventually(inPool).not.toBeNull()
  const outcome = included(await outcomeWhileMining(sending))
  expect(outcome.nonce).toBe(0)
  expect(bench.kinds().filter((kind) => kind === 'signed').length).toBeGreaterThan(5)
  expect(await bench.executed()).toEqual([1])
})

test('does not replace what stands in the pool when it has no claim to its nonce', async () => {
  await start(noMining)
  const raw = await rawFrom(bench.account.privateKey, { nonce: 0, tipGwei: 1n })
  await bench.anvil.client().sendRawTransaction(raw)
  const sender = await bench.sender()
  const outcome = included(await outcomeWhileMining(sender.send(bench.intent(1))))
  expect(outcome.nonce).toBe(1)
})

test('tells the nonce before the first broadcast, and sends nothing when that is refused', async () => {
  await start()
  const sender = await bench.sender()
  const told: number[] = []
  const pending: number[] = []
  const outcome = await sender.send(bench.intent(1), {
    beforeBroadcast: async (nonce) => {
      told.push(nonce)
      pending.push(await bench.anvil.client().nonce(bench.account.address, 'pending'))
    },
  })
  expect(told).toEqual([included(outcome).nonce])
  expect(pending).toEqual([0])
  const refusal = new Error('disk full')
  const refused = sender.send(bench.intent(2), { beforeBroadcast: () => Promise.reject(refusal) })
  await expect(refused).rejects.toBe(refusal)
  included(await sender.send(bench.intent(3)))
  expect(await bench.executed()).toEqual([1, 3])
})

test('goes on after a restart with what was in flight, and does not send it twice', async () => {
  await start(noMining)
  const first = await bench.sender()
  const lost = [1, 2, 3].map((number) => first.send(bench.intent(number)).catch((reason) => reason))
  await eventually(() => first.inFlight()).toHaveLength(3)
  const nonces = first.inFlight().map(({ nonce }) => nonce)
  await bench.endSender()
  expect(await Promise.all(lost)).toEqual(['restart', 'restart', 'restart'])
  // The pool lost them too.
  await bench.anvil.rpc('anvil_dropAllTransactions')

  const second = await bench.sender()
  const sendings = [3, 2, 1, 4].map((number) => second.send(bench.intent(number)))
  await eventually(() => second.inFlight()).toHaveLength(4)
  const outcomes = (await Promise.all(sendings.map(outcomeWhileMining))).map(included)
  expect(outcomes.map(({ nonce }) => nonce)).toEqual([...nonces.toReversed(), 3])
  expect(await bench.executed()).toEqual([1, 2, 3, 4])
})

test('knows after a restart what was included while it was away', async () => {
  await start(noMining)
  const first = await bench.sender()
  first.send(bench.intent(1)).catch(() => undefined)
  await eventually(() => first.inFlight()).toHaveLength(1)
  await bench.endSender()
  await bench.anvil.mine(5)
  const second = await bench.sender()
  expect(included(await second.send(bench.intent(1))).nonce).toBe(0)
  expect(await bench.nonce()).toBe(1)
})

test.each([1, 2, 7, 32, 64])(
  'sends again under the same nonces what vanishes in a reorganisation of %i blocks',
  async (depth) => {
    await start(noMining)
    const client = bench.anvil.client()
    await bench.anvil.mine(3)
    const sender = await bench.sender()
    const head = await client.block('latest')
    if (head === null) throw new Error('no head')
    const controller = new AbortController()
    const follower = new L1Follower({ client, known: [head], pollIntervalMs: 10 })
    const reorganisations: number[] = []
    const following = (async () => {
      for await (const event of follower.events(controller.signal)) {
        if (event.kind === 'reorganised') reorganisations.push(event.commonAncestorNumber)
      }
    })()

    const snapshot = await bench.anvil.rpc('evm_snapshot')
    const sendings = [1, 2, 3].map((number) => sender.send(bench.intent(number)))
    await eventually(() => sender.inFlight()).toHaveLength(3)
    await bench.anvil.mine()
    const before = (await Promise.all(sendings)).map(included)
    // In flight while L1 reorganises, besides those that are settled.
    const late = sender.send(bench.intent(4))
    await eventually(() => sender.inFlight()).toHaveLength(1)
    await bench.anvil.mine(depth - 1)
    const forkHash = before[0]?.inclusion.blockHash
    const hashes = before.map(({ inclusion }) => inclusion.transactionHash)
    await eventually(() => follower.head.number).toBe(head.number + depth)

    await bench.anvil.rpc('evm_revert', [snapshot])
    expect(await client.receipts(hashes)).toEqual([null, null, null])
    await bench.anvil.rpc('anvil_dropAllTransactions')
    await bench.anvil.mineOther(depth + 1)
    expect((await client.block(head.number + 1))?.hash).not.toBe(forkHash)
    await eventually(() => bench.kinds()).toContain('vanished')

    await mineUntil(() => sender.inFlight().length === 0)
    included(await late)
    expect(await bench.executed()).toEqual([1, 2, 3, 4])
    const records = await bench.journal.load()
    expect(records.map(({ nonce }) => nonce)).toEqual([0, 1, 2, 3])
    const again = await Promise.all([1, 2, 3].map((number) => sender.send(bench.intent(number))))
    for (const [i, outcome] of again.entries()) {
      expect(included(outcome).nonce).toBe(before[i]?.nonce)
      expect(included(outcome).inclusion.blockHash).not.toBe(forkHash)
    }
    await eventually(() => reorganisations).toContain(head.number)
    controller.abort()
    await following
  },
)

test('finds out after a restart that what was settled vanished meanwhile', async () => {
  await start(noMining)
  await bench.anvil.mine(2)
  const snapshot = await bench.anvil.rpc('evm_snapshot')
  const first = await bench.sender()
  const settled = included(await outcomeWhileMining(first.send(bench.intent(1))))
  await bench.endSender()
  await bench.anvil.rpc('evm_revert', [snapshot])
  await bench.anvil.rpc('anvil_dropAllTransactions')
  await bench.anvil.mineOther(5)
  expect(await bench.executed()).toEqual([])

  const second = await bench.sender()
  const next = included(await outcomeWhileMining(second.send(bench.intent(2))))
  expect(next.nonce).toBe(settled.nonce + 1)
  expect(await bench.executed()).toEqual([1, 2])
})

test('fills the nonces that a reorganisation deeper than its memory left empty', async () => {
  await start(noMining)
  const snapshot = await bench.anvil.rpc('evm_snapshot')
  const sender = await bench.sender({ retainBlocks: 1, bumpAfterBlocks: 2 })
  included(await outcomeWhileMining(sender.send(bench.intent(1))))
  included(await outcomeWhileMining(sender.send(bench.intent(2))))
  await bench.anvil.mine(3)
  const late = sender.send(bench.intent(3))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  expect(bench.journal.entries.size).toBe(1)
  await bench.anvil.rpc('evm_revert', [snapshot])
  await bench.anvil.rpc('anvil_dropAllTransactions')
  await bench.anvil.mineOther(2)
  const outcome = included(await outcomeWhileMining(late))
  expect(outcome.nonce).toBe(2)
  expect(await bench.executed()).toEqual([3])
})

test('sends again what the pool dropped', async () => {
  await start(noMining)
  const sender = await bench.sender({ bumpAfterBlocks: 2 })
  const sendings = [1, 2, 3].map((number) => sender.send(bench.intent(number)))
  await eventually(() => sender.inFlight()).toHaveLength(3)
  await bench.anvil.rpc('anvil_dropAllTransactions')
  await Promise.all(sendings.map(outcomeWhileMining))
  expect(await bench.executed()).toEqual([1, 2, 3])
})

test('says when a transaction that is not its own took the nonce, and sends nothing in its place', async () => {
  await start(noMining)
  const sender = await bench.sender()
  const sending = sender.send(bench.intent(1))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  await bench.anvil.rpc('anvil_dropAllTransactions')
  const raw = await rawFrom(bench.account.privateKey, { nonce: 0, tipGwei: 100n })
  await bench.anvil.client().sendRawTransaction(raw)
  await bench.anvil.mine()
  expect(await outcomeWhileMining(sending)).toEqual({ status: 'superseded', nonce: 0 })
  expect(await bench.executed()).toEqual([])
})

test('names the custom error of a call that reverted on L1', async () => {
  await start()
  const sender = await bench.sender()
  const args = AbiCoder.defaultAbiCoder().encode(['bytes32', 'bytes32'], [id('a'), id('b')])
  const data = `${id('PrevBatchHashMismatch(bytes32,bytes32)').slice(0, 10)}${args.slice(2)}` as Hex
  const intent = { id: 'append', to: reverter, data, gasLimit: 100_000n }
  const outcome = await sender.send(intent)
  if (outcome.status !== 'reverted') throw new Error(outcome.status)
  expect(outcome.error).toBeInstanceOf(ContractRevertError)
  expect(outcome.error).toMatchObject({
    contract: 'CanonicalTransactionChain',
    errorName: 'PrevBatchHashMismatch',
    args: { given: id('a'), tip: id('b') },
  })
  expect(outcome.inclusion.isSuccess).toBe(false)
  expect(await bench.nonce()).toBe(1)
})

test('does not spend a nonce on a call that would revert when it may estimate', async () => {
  await start()
  const sender = await bench.sender()
  const data = `${id('Error(string)').slice(0, 10)}${AbiCoder.defaultAbiCoder()
    .encode(['string'], ['too early'])
    .slice(2)}` as Hex
  const outcome = await sender.send({ id: 'early', to: reverter, data })
  if (outcome.status !== 'rejected') throw new Error(outcome.status)
  expect(outcome.error).toMatchObject({ errorName: 'Error', args: { reason: 'too early' } })
  expect(await bench.nonce()).toBe(0)
  included(await sender.send(bench.intent(1, null)))
})

test('uses up the nonce of a transaction that L1 can never include', async () => {
  await start()
  const sender = await bench.sender()
  const [impossible, next] = await Promise.all([
    sender.send(bench.intent(1, 20_000n)),
    sender.send(bench.intent(2)),
  ])
  if (impossible.status !== 'rejected') throw new Error(impossible.status)
  expect(impossible.error).toBeInstanceOf(L1RpcError)
  expect(impossible.error.message).toContain('intrinsic gas too low')
  expect(included(next).nonce).toBe(1)
  expect(await bench.executed()).toEqual([2])
})

test('takes an intent back, waiting or in flight, while L1 has not included it', async () => {
  await start(noMining)
  const sender = await bench.sender({ maxInFlight: 2 })
  const [first, second, third] = [1, 2, 3].map((number) => sender.send(bench.intent(number)))
  await eventually(() => sender.inFlight()).toHaveLength(2)
  sender.cancel('intent 1')
  sender.cancel('intent 3')
  expect(await third).toEqual({ status: 'cancelled' })
  await eventually(() =>
    bench.events.some((event) => event.kind === 'signed' && event.isCancellation),
  ).toBe(true)
  await bench.anvil.mine()
  expect(await first).toEqual({ status: 'cancelled' })
  expect(included((await second) as L1TransactionOutcome).nonce).toBe(1)
  expect(await bench.executed()).toEqual([2])
  sender.cancel('intent 2')
  expect((await sender.send(bench.intent(2))).status).toBe('included')
})

test('waits while the account has no ETH', async () => {
  await start(noMining)
  await bench.anvil.rpc('anvil_setBalance', [bench.account.address, '0x0'])
  const sender = await bench.sender()
  const sending = sender.send(bench.intent(1))
  await mineUntil(() => bench.kinds().includes('refused'))
  await bench.anvil.rpc('anvil_setBalance', [bench.account.address, '0xde0b6b3a7640000'])
  included(await outcomeWhileMining(sending))
  expect(await bench.executed()).toEqual([1])
})

test('survives an L1 that hangs or is killed with transactions in flight', async () => {
  await start({ args: ['--no-mining'], keepsState: true })
  await bench.anvil.mine(2)
  await bench.anvil.stateSaved()
  const sender = await bench.sender()
  const first = sender.send(bench.intent(1))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  bench.anvil.freeze()
  const second = sender.send(bench.intent(2))
  await eventually(() => bench.kinds()).toContain('failed')
  bench.anvil.thaw()
  await eventually(() => bench.kinds()).toContain('back')
  await eventually(() => sender.inFlight()).toHaveLength(2)

  // The pool is not part of anvil's state: it is gone.
  await bench.anvil.kill()
  const failures = bench.kinds().filter((kind) => kind === 'failed').length
  const third = sender.send(bench.intent(3))
  await eventually(() => bench.kinds().filter((kind) => kind === 'failed').length).toBeGreaterThan(
    failures,
  )
  await bench.anvil.restart()
  const outcomes = await Promise.all([first, second, third].map(outcomeWhileMining))
  expect(outcomes.map((outcome) => included(outcome).nonce)).toEqual([0, 1, 2])
  expect(await bench.executed()).toEqual([1, 2, 3])
})

test('waits for a signer that is away, and refuses one with another key', async () => {
  await start()
  const right = signerFromKey(bench.account.privateKey)
  const wrong = signerFromKey(`0x${'77'.repeat(32)}`)
  let answers: (() => Promise<Hex>)[] = []
  const signerErrors = () =>
    bench.events.filter((event) => event.kind === 'failed' && event.error instanceof L1SignerError)
  const sender = await bench.sender({
    signer: {
      address: right.address,
      sign: (request) => {
        answers = [
          () => Promise.reject(new Error('no connection')),
          () => wrong.sign(request),
          () => right.sign({ ...request, value: 1n }),
          async () => '0x02ff',
          () => right.sign(request),
        ]
        const answer = answers[signerErrors().length]
        return (answer ?? (() => right.sign(request)))()
      },
    },
  })
  included(await sender.send(bench.intent(1)))
  expect(signerErrors()).toHaveLength(4)
  expect(await bench.nonce()).toBe(1)
})

test('ends when the journal fails, before anything is broadcast', async () => {
  await start()
  const failure = new Error('disk full')
  const sender = await bench.sender({
    journal: {
      load: async () => [],
      save: () => Promise.reject(failure),
      remove: async () => undefined,
    },
  })
  await expect(sender.send(bench.intent(1))).rejects.toBe(failure)
  expect(await bench.end).toBe(failure)
  expect(await bench.nonce()).toBe(0)
  expect(await bench.anvil.client().nonce(bench.account.address, 'pending')).toBe(0)
})

test('stops waiting when the caller’s signal is aborted; what has a nonce goes on', async () => {
  await start(noMining)
  const sender = await bench.sender({ maxInFlight: 1 })
  const controller = new AbortController()
  const { signal } = controller
  const sendings = [1, 2].map((number) => sender.send(bench.intent(number), { signal }))
  const reasons = Promise.all(sendings.map((sending) => sending.catch((reason) => reason)))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  controller.abort('enough')
  expect(await reasons).toEqual(['enough', 'enough'])
  await mineUntil(() => sender.inFlight().length === 0)
  expect(await bench.executed()).toEqual([1])
  await expect(sender.send(bench.intent(3), { signal })).rejects.toBe('enough')
})

test('forgets what is buried deep enough', async () => {
  await start(noMining)
  const sender = await bench.sender({ retainBlocks: 5 })
  included(await outcomeWhileMining(sender.send(bench.intent(1))))
  expect(bench.journal.entries.size).toBe(1)
  await mineUntil(() => bench.journal.entries.size === 0)
})

test('signs in the form that L1 hashes', async () => {
  await start()
  const raw = await rawFrom(bench.account.privateKey, { nonce: 0, tipGwei: 1n })
  const hash: L1TransactionHash = await bench.anvil.client().sendRawTransaction(raw)
  const [transaction] = await bench.anvil.client().transactions([hash])
  expect(transaction?.from).toBe(bench.account.address)
  expect(toHex(fromHex(raw))).toBe(raw)
})
