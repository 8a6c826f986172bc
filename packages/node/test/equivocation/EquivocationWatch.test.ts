import { asAddress, asHash, type BlockHash, type L1BlockHash, sealDigest } from '@mvm/protocol'
import { type ClaimedSeal, sealSignerFromKey } from '@mvm/sequencer'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Equivocation } from '../../src/equivocation/Equivocation.ts'
import { EquivocationWatch } from '../../src/equivocation/EquivocationWatch.ts'
import { SealStore } from '../../src/equivocation/SealStore.ts'
import { tempFolder } from '../support/tempFolder.ts'

const domain = { l1ChainId: 1, verifyingContract: asAddress(`0x${'c0'.repeat(20)}`) }
const liar = sealSignerFromKey(`0x${'5a'.repeat(32)}`)
const own = sealSignerFromKey(`0x${'6b'.repeat(32)}`)
const canonical = `0x${'07'.repeat(32)}`
const origins = new Map<number, string>()

/** Number of L1's head. */
let head: number

let folder: ReturnType<typeof tempFolder>
let store: SealStore
let found: Equivocation[]

beforeEach(async () => {
  head = 7
  origins.clear()
  origins.set(7, canonical)
  folder = tempFolder('seals')
  store = await SealStore.open(folder.path)
  found = []
})

afterEach(async () => {
  await store.close()
  folder.remove()
})

function watch(): EquivocationWatch {
  return new EquivocationWatch({
    ...{ self: own.address, store, domain, keptEpochs: 10 },
    originHash: (number) => origins.get(number),
    l1Head: () => head,
    onFound: (equivocation) => found.push(equivocation),
    logger: pino({ level: 'silent' }),
  })
}

interface Change {
  readonly block: number
  readonly epoch?: number
  readonly parent?: number
  readonly origin?: string
  readonly originNumber?: number
  readonly signer?: typeof liar
  readonly sealer?: typeof liar
}

async function seal({
  block,
  epoch = 3,
  parent = 1,
  origin = canonical,
  originNumber = 7,
  signer = liar,
  sealer = liar,
}: Change): Promise<ClaimedSeal> {
  const content = {
    ...{ chainId: 99, epoch, number: 5, originNumber },
    parentHash: asHash<BlockHash>(`0x${parent.toString(16).padStart(64, '0')}`),
    blockHash: asHash<BlockHash>(`0x${String(block).repeat(64)}`),
    originHash: asHash<L1BlockHash>(origin),
  }
  const signature = await signer.sign(sealDigest(content, domain))
  return { sealer: sealer.address, seal: { ...content, signature } }
}

async function observe(...changes: readonly Change[]): Promise<readonly Equivocation[]> {
  const one = watch()
  for (const change of changes) one.observe(await seal(change))
  await one.settled()
  return found
}

test('two blocks on one parent in one epoch are evidence, once', async () => {
  await observe({ block: 1 }, { block: 2 }, { block: 2 }, { block: 3 })
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ sealer: liar.address, outcome: undefined })
  expect(new Set([found[0]?.first.blockHash, found[0]?.second.blockHash])).toEqual(
    new Set([`0x${'1'.repeat(64)}`, `0x${'2'.repeat(64)}`]),
  )
  expect(await store.allEvidence()).toEqual(found)
})

test('what was seen before a restart counts, and evidence is there after it', async () => {
  await observe({ block: 1 })
  await store.close()
  store = await SealStore.open(folder.path)
  await observe({ block: 2 })
  expect(found).toHaveLength(1)
  await store.close()
  store = await SealStore.open(folder.path)
  expect(await store.allEvidence()).toEqual(found)
  await observe({ block: 2 }, { block: 3 })
  expect(found).toHaveLength(1)
})

test('other parents, other epochs, and the same block again are none', async () => {
  await observe({ block: 1 }, { block: 1 }, { block: 2, parent: 2 }, { block: 3, epoch: 4 })
  expect(found).toEqual([])
})

test('nobody is accused by a signature that is not his', async () => {
  await observe({ block: 1 }, { block: 2, signer: own })
  expect(found).toEqual([])
})

test('a block that was sealed again because L1 abandoned its origin is none', async () => {
  const abandoned = `0x${'08'.repeat(32)}`
  await observe({ block: 1, origin: abandoned }, { block: 2 })
  expect(found).toEqual([])
  // It was canonical when the block was shown, and is not any more.
  origins.set(7, abandoned)
  await observe({ block: 3, parent: 2, origin: abandoned })
  origins.set(7, canonical)
  await observe({ block: 4, parent: 2 })
  expect(found).toEqual([])
})

test('a node does not report itself', async () => {
  await observe({ block: 1, signer: own, sealer: own }, { block: 2, signer: own, sealer: own })
  expect(found).toEqual([])
})

test('seals too old to prove anything are dropped, evidence is not', async () => {
  await observe({ block: 1, epoch: 2, parent: 5 }, { block: 1 }, { block: 2 })
  await store.forgetBelow(99, 3)
  expect(
    await store.seen(liar.address, (await seal({ block: 9, epoch: 2, parent: 5 })).seal),
  ).toEqual([])
  expect(await store.seen(liar.address, (await seal({ block: 9 })).seal)).toHaveLength(2)
  await store.forgetBelow(99, 1_000)
  expect(await store.allEvidence()).toHaveLength(1)
})

test('an origin that there has never been proves nothing, and hides nothing', async () => {
  // Nobody can know the hash of a block that is not mined.
  const invented = { originNumber: 9, origin: `0x${'99'.repeat(32)}` }
  const far = { originNumber: 9_000_000_000, origin: `0x${'99'.repeat(32)}` }
  await observe({ block: 1 }, { block: 2, ...invented }, { block: 3, ...far })
  expect(found).toEqual([])
  expect(await store.seen(liar.address, (await seal({ block: 1 })).seal)).toHaveLength(1)
  await observe({ block: 4 })
  expect(found.map(({ first, second }) => [first.blockHash[2], second.blockHash[2]])).toEqual([
    ['1', '4'],
  ])
})

test('what is on an L1 block that this node sees a moment later counts then', async () => {
  const next = { originNumber: 8, origin: `0x${'08'.repeat(32)}` }
  const one = watch()
  one.observe(await seal({ block: 1 }))
  one.observe(await seal({ block: 2, ...next }))
  await one.settled()
  one.recheck()
  await one.settled()
  expect(found).toEqual([])
  origins.set(8, next.origin)
  head = 8
  one.recheck()
  await one.settled()
  expect(found).toHaveLength(1)
})

test('who may not be of the committee is not kept before that is known', async () => {
  const one = watch()
  let isOfCommittee: boolean | undefined
  const ask = () => isOfCommittee
  one.observe(await seal({ block: 1 }), ask)
  one.observe(await seal({ block: 2 }), ask)
  await one.settled()
  expect(await store.seen(liar.address, (await seal({ block: 1 })).seal)).toEqual([])
  isOfCommittee = true
  one.recheck()
  await one.settled()
  expect(found).toHaveLength(1)
})

test('evidence that L1 has abandoned gives way to evidence that holds', async () => {
  const other = `0x${'08'.repeat(32)}`
  origins.set(8, other)
  head = 8
  await observe({ block: 1, originNumber: 8, origin: other }, { block: 2 })
  expect(found).toHaveLength(1)
  // L1 has another block now.
  origins.set(8, canonical)
  await observe({ block: 3 })
  expect(found.map(({ first, second }) => [first.blockHash[2], second.blockHash[2]])).toEqual([
    ['1', '2'],
    ['2', '3'],
  ])
  expect(await store.allEvidence()).toHaveLength(2)
  await store.putEvidence({ ...(found[1] as Equivocation), outcome: 'slashed' })
  await observe({ block: 4 })
  expect(found).toHaveLength(2)
})

test('of one sealer no more is kept of an epoch than it can have sealed', async () => {
  const one = watch()
  for (let parent = 0; parent < 4_100; parent++) {
    one.observe(await seal({ block: 1, parent }))
    if (parent % 1_000 === 0) await one.settled()
  }
  await one.settled()
  const isKept = async (parent: number) =>
    (await store.seen(liar.address, (await seal({ block: 1, parent })).seal)).length > 0
  expect(await isKept(4_095)).toBe(true)
  expect(await isKept(4_096)).toBe(false)
  one.observe(await seal({ block: 2, parent: 5 }))
  await one.settled()
  expect(found).toHaveLength(1)
})
