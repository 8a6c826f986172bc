import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StateUnavailableError } from '@mvm/execution'
import { asHash } from '@mvm/protocol'
import { Level } from 'level'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  StorageChainMismatchError,
  StorageClosedError,
  StorageCorruptError,
  StorageEmptyError,
  StorageGenesisMismatchError,
  StorageIoError,
  StorageLockedError,
  StorageReadOnlyError,
  StorageUnit,
  StorageVersionError,
} from '../../src/index.ts'
import { LevelStore } from '../../src/store/LevelStore.ts'
import { storageKey } from '../../src/store/storageKey.ts'
import { makeBlock } from '../chain/makeBlock.ts'
import { makeChain } from '../chain/makeChain.ts'
import { makeGenesis } from '../chain/makeGenesis.ts'
import { chainId, genesis, openUnit } from '../chain/openUnit.ts'
import { tempFolder } from '../chain/tempFolder.ts'

describe('opening a storage unit', () => {
  it('creates it with the genesis block as all three heads and the genesis state', async () => {
    const unit = await openUnit()
    const head = { number: 0, hash: genesis.hash }
    expect(unit.heads()).toEqual({ unsafe: head, safe: head, finalized: head })
    expect(unit.header(0)).toEqual(genesis.header)
    expect(unit.block(0)).toMatchObject({
      hash: genesis.hash,
      outputRoot: genesis.outputRoot,
      transactions: [],
      input: { chainId, number: 0, transactions: [] },
    })
    expect(unit.receipts(0)).toEqual([])
    for (const [hash, node] of genesis.state.nodes) expect(unit.trieNode(hash)).toEqual(node)
    for (const [hash, code] of genesis.state.codes) expect(unit.code(hash)).toEqual(code)
  })

  it('finds everything again, also through another path to the folder and without the genesis', async () => {
    const folder = await tempFolder()
    const first = await openUnit(folder)
    const [block] = makeChain(genesis, 1, { chainId, seed: 1, depositCount: 1, skippedCount: 1 })
    await first.commit({ blocks: block === undefined ? [] : [block] })
    await first.close()
    const again = await StorageUnit.open(join(folder, '..', folder.split('/').at(-1) ?? ''), {
      chainId,
    })
    onTestFinished(() => again.close())
    expect(again.block(1)).toMatchObject({
      header: block?.header,
      hash: block?.hash,
      outputRoot: block?.outputRoot,
      input: block?.input,
      skipped: block?.skipped,
    })
    expect(again.receipts(1)).toEqual(block?.receipts)
  })

  it('refuses an empty folder when it has no genesis to create it with', async () => {
    const folder = await tempFolder()
    await expect(StorageUnit.open(folder, { chainId })).rejects.toThrow(StorageEmptyError)
    await openUnit(folder)
  })

  it('refuses the folder of another DAC', async () => {
    const folder = await tempFolder()
    await (await openUnit(folder)).close()
    await expect(StorageUnit.open(folder, { chainId: 2, genesis: makeGenesis(2) })).rejects.toThrow(
      StorageChainMismatchError,
    )
    await openUnit(folder)
  })

  it('refuses a chain that starts from another genesis', async () => {
    const folder = await tempFolder()
    await (await openUnit(folder)).close()
    const other = { ...genesis, hash: makeGenesis(2).hash }
    await expect(StorageUnit.open(folder, { chainId, genesis: other })).rejects.toThrow(
      StorageGenesisMismatchError,
    )
  })

  it('refuses a folder of another layout version, whatever else its identity says', async () => {
    const folder = await tempFolder()
    await (await openUnit(folder)).close()
    const store = await LevelStore.open(folder)
    await store.write((batch) =>
      batch.put(storageKey.identity, Uint8Array.of(0, 0, 0, 99, 1, 2, 3)),
    )
    await store.close()
    await expect(openUnit(folder)).rejects.toMatchObject({
      code: 'STORAGE_VERSION',
      foundVersion: 99,
      expectedVersion: 1,
    })
  })

  it('refuses a database that is not a storage unit', async () => {
    const folder = await tempFolder()
    const store = await LevelStore.open(folder)
    await store.write((batch) => batch.put(Uint8Array.of(42), Uint8Array.of(1)))
    await store.close()
    await expect(openUnit(folder)).rejects.toThrow(StorageVersionError)
  })

  it('says so when another process has the folder', async () => {
    const folder = await tempFolder()
    const script = `
      const { Level } = require(${JSON.stringify(import.meta.resolve('level').replace('file://', ''))})
      new Level(${JSON.stringify(folder)}).open().then(() => process.stdout.write('open'))
      setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void other.kill('SIGKILL'))
    await once(other.stdout, 'data')
    await expect(openUnit(folder)).rejects.toMatchObject({ code: 'STORAGE_LOCKED', by: 'process' })
    other.kill('SIGKILL')
    await once(other, 'exit')
    await openUnit(folder)
  })

  it('says so when this process has the folder open in another way', async () => {
    const folder = await tempFolder()
    const level = new Level(folder)
    await level.open()
    onTestFinished(() => level.close())
    await expect(openUnit(folder)).rejects.toThrow(StorageLockedError)
  })

  it('lets one unit at a time write and any number read', async () => {
    const folder = await tempFolder()
    const writer = await openUnit(folder)
    await expect(openUnit(folder)).rejects.toMatchObject({ code: 'STORAGE_LOCKED', by: 'writer' })
    const reader = await openUnit(folder, { access: 'read' })
    const block = makeBlock({ chainId, parent: genesis, seed: 1 })
    await expect(reader.commit({ blocks: [block] })).rejects.toThrow(StorageReadOnlyError)
    await writer.commit({ blocks: [block] })
    expect(reader.heads().unsafe).toEqual({ number: 1, hash: block.hash })
    await writer.close()
    const next = await openUnit(folder)
    await next.commit({ blocks: [makeBlock({ chainId, parent: block, seed: 2 })] })
    expect(reader.heads().unsafe.number).toBe(2)
  })

  it('is created once when several ask for it at the same time', async () => {
    const folder = await tempFolder()
    const block = makeBlock({ chainId, parent: genesis, seed: 1 })
    const writing = openUnit(folder).then((unit) => unit.commit({ blocks: [block] }))
    const readers = await Promise.all(
      Array.from({ length: 8 }, () => openUnit(folder, { access: 'read' })),
    )
    await writing
    for (const reader of readers) expect(reader.heads().unsafe.number).toBe(1)
  })

  it('may be opened while it is being closed', async () => {
    const folder = await tempFolder()
    let unit = await openUnit(folder, { access: 'read' })
    for (let round = 0; round < 20; round++) {
      const opening = openUnit(folder, { access: 'read' })
      if (round % 2 === 0) await new Promise((resolve) => setImmediate(resolve))
      const [next] = await Promise.all([opening, unit.close()])
      expect(next.heads().unsafe.number).toBe(0)
      unit = next
    }
  })

  it('does not take a database that has lost its table of contents for an empty folder', async () => {
    const folder = await tempFolder()
    await (await openUnit(folder)).close()
    await rm(join(folder, 'CURRENT'))
    await expect(openUnit(folder)).rejects.toThrow(StorageCorruptError)
  })

  it('reports a folder that cannot be made', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'file'), '')
    await expect(openUnit(join(folder, 'file', 'unit'))).rejects.toThrow(StorageIoError)
  })

  it('makes folders on the way', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'a'))
    const unit = await openUnit(join(folder, 'a', 'b', 'c'))
    expect(unit.heads().unsafe.number).toBe(0)
  })
})

describe('a closed storage unit', () => {
  it('refuses to be used, but not to be closed again', async () => {
    const unit = await openUnit()
    await unit.close()
    await unit.close()
    expect(() => unit.heads()).toThrow(StorageClosedError)
    await expect(unit.poolTransactions()).rejects.toThrow(StorageClosedError)
    await expect(unit.commit({})).rejects.toThrow(StorageClosedError)
  })

  it('has written all that was asked for before', async () => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    const blocks = makeChain(genesis, 20, { chainId, seed: 3 })
    const commits = blocks.map((block) => unit.commit({ blocks: [block] }))
    await unit.close()
    await Promise.all(commits)
    expect((await openUnit(folder)).heads().unsafe.number).toBe(20)
  })
})

describe('state in a storage unit', () => {
  it('is read by hash, from the cache or from disk, and typed when it is not there', async () => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    const blocks = makeChain(genesis, 5, { chainId, seed: 1, nodeCount: 300 })
    await unit.commit({ blocks })
    const check = (reader: StorageUnit) => {
      for (const { changes } of blocks) {
        for (const [hash, node] of changes.nodes) expect(reader.trieNode(hash)).toEqual(node)
        for (const [hash, code] of changes.codes) expect(reader.code(hash)).toEqual(code)
      }
    }
    check(unit)
    await unit.close()
    const small = await openUnit(folder, { stateCacheBytes: 1000 })
    check(small)
    check(small)
    const unknown = asHash<never>(`0x${'ab'.repeat(32)}`)
    expect(() => small.trieNode(unknown)).toThrow(StateUnavailableError)
    expect(() => small.code(unknown)).toThrow(StateUnavailableError)
  })

  it('stays after a roll-back', async () => {
    const unit = await openUnit()
    const blocks = makeChain(genesis, 3, { chainId, seed: 1 })
    await unit.commit({ blocks })
    await unit.commit({ rollBackTo: 0 })
    for (const { changes } of blocks) {
      for (const [hash, node] of changes.nodes) expect(unit.trieNode(hash)).toEqual(node)
    }
  })
})
