import { afterEach, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { included } from './included.ts'
import { SenderBench } from './SenderBench.ts'

const GWEI = 10n ** 9n
const noMining = { args: ['--no-mining'] }

let bench: SenderBench

afterEach(() => bench.stop())

test('raises fees by at least 12.5 % until the base fee is met, always under the same nonce', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender({ bumpAfterBlocks: 2 })
  const sending = sender.send(bench.intent(1))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  await bench.setBaseFee(500n * GWEI)
  const outcome = included(await bench.outcomeWhileMining(sending))
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
  bench = await SenderBench.start(noMining)
  const limit = 20n * GWEI
  const sender = await bench.sender({ bumpAfterBlocks: 1, maxFeePerGasLimit: limit })
  const sending = sender.send(bench.intent(1))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  await bench.setBaseFee(100n * GWEI)
  await bench.mineUntil(() => bench.kinds().includes('feeLimitReached'))
  const offers = bench.events.map((event) => (event.kind === 'signed' ? event.maxFeePerGas : 0n))
  for (const offer of offers) expect(offer).toBeLessThanOrEqual(limit)
  expect(await bench.executed()).toEqual([])
  included(await bench.outcomeWhileMining(sending))
})

test('outbids what stands in the pool under its nonce from a life that nobody remembers', async () => {
  bench = await SenderBench.start(noMining)
  // Ten times the suggested tip: several raises in one go.
  const raw = await bench.rawTransfer({ nonce: 0, tipGwei: 10n })
  await bench.anvil.client().sendRawTransaction(raw)
  const sender = await bench.sender()
  const sending = sender.send(bench.intent(1), { nonce: 0 })
  const inPool = async () => {
    const last = sender.inFlight()[0]?.attempts.at(-1)?.transactionHash
    return last === undefined ? null : (await bench.anvil.client().transactions([last]))[0]
  }
  await eventually(inPool).not.toBeNull()
  const outcome = included(await bench.outcomeWhileMining(sending))
  expect(outcome.nonce).toBe(0)
  expect(bench.kinds().filter((kind) => kind === 'signed').length).toBeGreaterThan(5)
  expect(await bench.executed()).toEqual([1])
})

test('does not replace what stands in the pool when it has no claim to its nonce', async () => {
  bench = await SenderBench.start(noMining)
  const raw = await bench.rawTransfer({ nonce: 0, tipGwei: 1n })
  await bench.anvil.client().sendRawTransaction(raw)
  const sender = await bench.sender()
  const outcome = included(await bench.outcomeWhileMining(sender.send(bench.intent(1))))
  expect(outcome.nonce).toBe(1)
})

test('lets those go first that the account can pay for', async () => {
  bench = await SenderBench.start(noMining)
  await bench.anvil.rpc('anvil_setBalance', [bench.account.address, '0xde0b6b3a7640000'])
  const sender = await bench.sender()
  const ETHER = 10n ** 18n
  // Without a gas limit, so that L1 is asked, with one, and one that would not leave enough for others.
  const dear = sender.send({ ...bench.intent(1), gasLimit: 100_000n, value: 3n * ETHER })
  const estimated = sender.send({ ...bench.intent(2), value: 2n * ETHER })
  const half = { gasLimit: 100_000n, value: ETHER / 2n, leaves: ETHER }
  const leaving = sender.send({ ...bench.intent(3), ...half })
  included(await bench.outcomeWhileMining(sender.send(bench.intent(4))))
  expect(await bench.executed()).toEqual([4])
  expect(bench.kinds().filter((kind) => kind === 'unfunded')).toHaveLength(3)
  await bench.anvil.rpc('anvil_setBalance', [bench.account.address, '0x8ac7230489e80000'])
  included(
    await bench.outcomeWhileMining(Promise.all([dear, estimated, leaving]).then(([one]) => one)),
  )
  expect((await bench.executed()).sort()).toEqual([1, 2, 3, 4])
})

test('offers less than twice the base fee where the account has no more, and holds nothing up', async () => {
  bench = await SenderBench.start(noMining)
  await bench.setBaseFee(100n * GWEI)
  await bench.anvil.mine()
  // Gas at 150 gwei, and some for the one behind it.
  const dearGas = 1_000_000n
  const balance = dearGas * 150n * GWEI + 10n ** 16n
  await bench.anvil.rpc('anvil_setBalance', [bench.account.address, `0x${balance.toString(16)}`])
  const sender = await bench.sender()
  const dear = sender.send({ ...bench.intent(1), gasLimit: dearGas })
  const tooDear = sender.send({ ...bench.intent(2), gasLimit: 2n * dearGas })
  const unfunded = () =>
    bench.events.flatMap((event) => (event.kind === 'unfunded' ? [event.id] : []))
  await eventually(unfunded).toEqual([bench.intent(2).id])
  const [first] = bench.events.filter((event) => event.kind === 'signed')
  expect(first?.maxFeePerGas).toBe(160n * GWEI)
  included(await bench.outcomeWhileMining(dear))
  included(await bench.outcomeWhileMining(sender.send({ ...bench.intent(3), gasLimit: 60_000n })))
  await bench.anvil.rpc('anvil_setBalance', [bench.account.address, '0x8ac7230489e80000'])
  included(await bench.outcomeWhileMining(tooDear))
  expect((await bench.executed()).sort()).toEqual([1, 2, 3])
})

test('waits while the account has no ETH', async () => {
  bench = await SenderBench.start(noMining)
  await bench.anvil.rpc('anvil_setBalance', [bench.account.address, '0x0'])
  const sender = await bench.sender()
  const sending = sender.send(bench.intent(1))
  await bench.mineUntil(() => bench.kinds().includes('unfunded'))
  await bench.anvil.rpc('anvil_setBalance', [bench.account.address, '0xde0b6b3a7640000'])
  included(await bench.outcomeWhileMining(sending))
  expect(await bench.executed()).toEqual([1])
})
