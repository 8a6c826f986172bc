import { type Address, asAddress, type Hash, type Hex, hashWords } from '@mvm/protocol'
import { expect } from 'vitest'
import {
  encodeAllocate,
  encodeApprove,
  encodeContractCall,
  encodeDraw,
  encodeRecordSeed,
  encodeStake,
  epochAt,
  readEligible,
  readEpochClock,
  readSelection,
  startOfEpoch,
} from '../../src/index.ts'
import { MT, RollupBench } from '../rollup/RollupBench.ts'

/** In MT; those of the third and the fourth weigh the same, because no more than four thresholds count. */
const AMOUNTS = [10n, 20n, 40n, 500n]
const WEIGHTS = [10n, 20n, 40n, 40n]

/**
 * Draws a DAC's leader in so many epochs by the contracts on anvil, from seeds as L1 makes them: PREVRANDAO of its blocks,
 * proved by their headers. Each must be the one that the header says. Gives how far the shares are from the weights:
 * Pearson's sum over the four members.
 */
export async function drawFromL1(epochs: number): Promise<number> {
  const bench = await RollupBench.start()
  try {
    return await draw(bench, epochs)
  } finally {
    await bench.stop()
  }
}

async function draw(bench: RollupBench, epochs: number): Promise<number> {
  const chainId = await bench.createDac('fair')
  const { metisToken, sequencerPool, epochSeeds } = bench.contracts
  await bench.send(sequencerPool, encodeAllocate({ chainId, amount: 0n }))
  const accounts = ((await bench.anvil.rpc('eth_accounts', [])) as string[]).slice(2, 6)
  const members = accounts.map((account) => asAddress(account.toLowerCase()))
  for (const [i, member] of members.entries()) {
    const stake = 500n * MT
    await bench.send(metisToken, encodeContractCall('MetisToken', 'transfer', [member, stake]))
    await bench.send(metisToken, encodeApprove({ spender: sequencerPool, amount: stake }), member)
    await bench.send(sequencerPool, encodeStake(stake), member)
    const amount = (AMOUNTS[i] as bigint) * MT
    await bench.send(sequencerPool, encodeAllocate({ chainId, amount }), member)
  }
  const clock = await readEpochClock(bench.source())
  const mineTo = async (number: number) => {
    await bench.anvil.mine(number - (await bench.head()).number)
  }
  const first = epochAt(clock, (await bench.head()).number) + 3
  const led = new Map<Address | null, number>()
  const randomness = new Set<Hex>()
  for (let epoch = first; epoch < first + epochs; epoch++) {
    const number = startOfEpoch(clock, epoch) - clock.seedDepth
    await mineTo(number)
    const [header, headerRlp] = [await bench.head(), await bench.client.headerRlp(number)]
    if (headerRlp === null) throw new Error('no header')
    await bench.send(epochSeeds, encodeRecordSeed({ epoch, headerRlp }))
    await bench.send(sequencerPool, encodeDraw({ chainId, epoch }))
    const { leader } = await readSelection(bench.source(), chainId, epoch)
    randomness.add(header.prevRandao)
    led.set(leader, (led.get(leader) ?? 0) + 1)

    // By the specification's words, from the header alone.
    const seed = hashWords<Hash<'draw'>>(
      hashWords<Hash<'seed'>>(header.prevRandao, epoch),
      BigInt(chainId),
    )
    let ticket = BigInt(hashWords(seed, 0)) % (WEIGHTS.reduce((a, b) => a + b) * MT)
    const { members: listed } = await readEligible(bench.source(), chainId, epoch)
    const drawn = listed.find(({ weight }) => {
      ticket -= weight
      return ticket < 0n
    })
    expect(leader).toBe(drawn?.account)
  }
  expect(randomness.size).toBe(epochs)
  const sum = Number(WEIGHTS.reduce((a, b) => a + b))
  return members.reduce((total, member, i) => {
    const expected = (epochs * Number(WEIGHTS[i])) / sum
    return total + ((led.get(member) ?? 0) - expected) ** 2 / expected
  }, 0)
}
