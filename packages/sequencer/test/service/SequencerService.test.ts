import { describe, expect, test } from 'vitest'
import { SealedBlockMismatchError } from '../../src/sealing/SealedBlockMismatchError.ts'
import { SequencerStoppedError } from '../../src/service/SequencerStoppedError.ts'
import { ModelWorld } from '../model/ModelWorld.ts'
import { examinedTransaction } from '../pool/examinedTransaction.ts'

/** A sequencer whose first batch, with the charter, is on L1. */
async function begun(): Promise<ModelWorld> {
  const world = new ModelWorld()
  await world.settle()
  for (let i = 0; i < 4; i++) {
    world.mine()
    await world.settle()
  }
  expect(world.service.status()).toMatchObject({
    phase: 'sequencing',
    unsafeBlock: 1,
    safeBlock: 1,
  })
  world.events.length = 0
  return world
}

describe('a sequencer', () => {
  test('puts the charter into block 1 by itself and seals nothing for nothing', async () => {
    const world = await begun()
    for (let i = 0; i < 5; i++) world.mine()
    await world.settle()
    expect(world.chain.block.number).toBe(1)
    expect(world.chain.records).toHaveLength(1)
    await world.stop()
  })

  test('seals on arrival and puts what arrives during a seal into the next block together', async () => {
    const world = await begun()
    const gate = holdSeals(world)
    world.submit(0)
    await world.settle()
    world.submit(1)
    world.submit(2)
    await world.settle()
    gate.resolve()
    await world.settle()
    world.clock.advance(12_000)
    await world.settle()
    const sealed = world.events.filter((event) => event.kind === 'sealed')
    expect(sealed.map((event) => event.transactionCount)).toEqual([1, 2])
    await world.stop()
  })

  test('answers a submission only when the transaction is durable', async () => {
    const world = await begun()
    const save = world.chain.save.bind(world.chain)
    const gate = Promise.withResolvers<void>()
    world.chain.save = async (...args) => {
      await gate.promise
      return save(...args)
    }
    world.submit(0)
    await world.settle()
    expect(world.acknowledged.size).toBe(0)
    gate.resolve()
    await world.settle()
    expect(world.acknowledged.size).toBe(1)
    // The block took it before it was saved: no copy may be left behind.
    expect(await world.chain.all()).toEqual([])
    await world.stop()
  })

  test('stops without publishing when the verifier path makes another block', async () => {
    const world = await begun()
    const seal = world.chain.seal.bind(world.chain)
    world.chain.seal = async (request) => {
      const block = await seal(request)
      const header = { ...block.verified.header, gasUsed: 1n }
      return { ...block, verified: { ...block.verified, header } }
    }
    world.submit(0)
    await expect(world.settle()).rejects.toThrow(SealedBlockMismatchError)
    expect(world.chain.block.number).toBe(1)
    expect(world.service.status()).toMatchObject({
      phase: 'stopped',
      lastError: { code: 'SEALED_BLOCK_MISMATCH' },
    })
    const { raw } = examinedTransaction({ signer: 1 })
    await expect(world.service.submit(raw)).rejects.toThrow(SequencerStoppedError)
    await expect(world.service.requestBlock()).rejects.toThrow(SequencerStoppedError)
  })

  test('seals an empty block on request', async () => {
    const world = await begun()
    const requested = world.service.requestBlock()
    await world.settle()
    expect((await requested).number).toBe(2)
    expect(world.chain.block.included).toEqual([])
    await world.stop()
  })

  test('rests while L1 is shorter than an origin it has used, and goes on with what comes then', async () => {
    const world = await begun()
    world.submit(0)
    await world.settle()
    world.reorg(3, 0)
    await world.settle()
    expect(world.service.status().phase).toBe('waiting-for-l1')
    world.submit(1)
    await world.settle()
    expect(world.chain.block.number).toBe(2)
    world.mine()
    world.mine()
    await world.settle()
    expect(world.service.status()).toMatchObject({ phase: 'sequencing', resealCount: 1 })
    world.clock.advance(12_000)
    await world.settle()
    expect(world.service.pool.status()).toEqual({ pending: 0, queued: 0 })
    await world.stop()
  })

  test('seals the transactions of abandoned blocks again in the same blocks', async () => {
    const world = await begun()
    for (const signer of [0, 1, 0, 2]) {
      world.submit(signer)
      world.clock.advance(3_000)
      await world.settle()
    }
    expect(world.chain.block.number).toBe(5)
    const contents = () =>
      world.chain.allBlocks.map(({ included }) =>
        included.map(({ transaction }) => transaction.hash),
      )
    const [before, hash] = [contents(), world.chain.block.hash]
    world.reorg(3, 5)
    await world.settle()
    for (let i = 0; i < 4; i++) {
      world.clock.advance(3_000)
      await world.settle()
    }
    expect(world.chain.block.hash).not.toBe(hash)
    expect(contents()).toEqual(before)
    await world.stop()
  })

  test('ends when asked to, and can be asked in the middle of a seal', async () => {
    const world = await begun()
    const gate = holdSeals(world)
    world.submit(0)
    await world.settle()
    const stopping = world.stop()
    gate.resolve()
    await stopping
    expect(world.service.status().phase).toBe('stopped')
    // The block under way was finished and not torn.
    expect(world.chain.block.number).toBe(2)
  })

  test('removes at the next start what an interrupted adoption left, even if L1 has dropped the batch', async () => {
    const world = await begun()
    const adopt = world.chain.adopt.bind(world.chain)
    world.chain.adopt = (batch) => {
      const adopting = adopt(batch)
      world.chain.crash()
      return adopting
    }
    world.foreignBatch(0)
    world.mine()
    await world.settle()
    expect([world.chain.block.number, world.chain.records.length]).toEqual([2, 1])
    world.chain.adopt = adopt
    const interrupted = world.chain.block.hash
    world.reorg(1, 1)
    world.kill()
    await world.settle()
    expect(world.l1.batches).toHaveLength(1)
    // The transaction of the lost batch is sealed again, now by us.
    expect(world.chain.block).toMatchObject({ number: 2, included: [{}] })
    expect(world.chain.block.hash).not.toBe(interrupted)
    expect(world.chain.records.at(-1)).toMatchObject({ kind: 'open', opening: { firstBlock: 2 } })
    await world.stop()
  })
})

/** Seals wait until the gate is resolved. */
function holdSeals({ chain }: Awaited<ReturnType<typeof begun>>): PromiseWithResolvers<void> {
  const seal = chain.seal.bind(chain)
  const gate = Promise.withResolvers<void>()
  chain.seal = async (request) => {
    await gate.promise
    return seal(request)
  }
  return gate
}
