import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { StorageCorruptError } from '../../src/index.ts'
import { LevelStore, type LevelStoreOptions } from '../../src/store/LevelStore.ts'
import type { StoreEntry, StoreRange } from '../../src/store/Store.ts'
import { chainId, openUnit } from '../chain/openUnit.ts'
import { tempFolder } from '../chain/tempFolder.ts'

async function openStore(folder?: string, options: LevelStoreOptions = {}): Promise<LevelStore> {
  const store = await LevelStore.open(folder ?? (await tempFolder()), options)
  onTestFinished(() => store.close())
  return store
}

async function entriesIn(store: LevelStore, range: StoreRange): Promise<StoreEntry[]> {
  const all: StoreEntry[] = []
  for await (const entries of store.range(range)) all.push(...entries)
  return all
}

describe('a store on LevelDB', () => {
  it('is an ordered map whose later operations win, as a model says', async () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 3, max: 3 })
    const operation = fc.record({ key, value: fc.option(fc.uint8Array({ maxLength: 40 })) })
    const store = await openStore()
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    const model = new Map<string, string>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { maxLength: 12 }),
        fc.record({
          from: key,
          to: key,
          reverse: fc.boolean(),
          limit: fc.integer({ min: 1, max: 9 }),
        }),
        async (operations, range) => {
          await store.write((batch) => {
            for (const { key: at, value } of operations) {
              if (value === null) batch.delete(at)
              else batch.put(at, value)
            }
          })
          for (const { key: at, value } of operations) {
            if (value === null) model.delete(hex(at))
            else model.set(hex(at), hex(value))
          }
          for (const { key: at } of operations) {
            const found = store.get(at)
            expect(found === undefined ? undefined : hex(found)).toBe(model.get(hex(at)))
          }
          const wanted = [...model]
            .filter(([at]) => at >= hex(range.from) && at < hex(range.to))
            .sort(([a], [b]) => (a < b ? -1 : 1))
          if (range.reverse) wanted.reverse()
          const found = await entriesIn(store, range)
          expect(found.map(([at, value]) => [hex(at), hex(value)])).toEqual(
            wanted.slice(0, range.limit),
          )
        },
      ),
      { seed: 99, numRuns: 200 },
    )
  })

  it('gives a range as it was at its first chunk', async () => {
    const store = await openStore()
    const key = (n: number) => Uint8Array.of(n >> 8, n & 255)
    await store.write((batch) => {
      for (let n = 0; n < 5000; n++) batch.put(key(n), new Uint8Array(8))
    })
    let count = 0
    for await (const entries of store.range({ from: key(0), to: key(0xffff) })) {
      count += entries.length
      await store.write((batch) => {
        for (let n = 0; n < 6000; n += 2) batch.delete(key(n))
        batch.put(key(5001), new Uint8Array(8))
      })
    }
    expect(count).toBe(5000)
  })

  it('writes nothing when the batch cannot be filled', async () => {
    const store = await openStore()
    const failing = store.write((batch) => {
      batch.put(Uint8Array.of(1), Uint8Array.of(1))
      throw new TypeError('no')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(store.get(Uint8Array.of(1))).toBeUndefined()
    await store.write((batch) => batch.put(Uint8Array.of(1), Uint8Array.of(2)))
    expect(store.get(Uint8Array.of(1))).toEqual(Uint8Array.of(2))
  })
})

describe('damage on the disk', () => {
  it('is told from what was written: a flipped bit is never read as a value', async () => {
    const folder = await tempFolder()
    const key = (n: number) => Uint8Array.of(1, n)
    const value = (n: number) =>
      Uint8Array.from({ length: 300 }, (_, i) => (n * 31 + i * i * 7) & 255)
    const store = await LevelStore.open(folder)
    await store.write((batch) => {
      for (let n = 0; n < 50; n++) batch.put(key(n), value(n))
    })
    await store.close()
    // Opening moves the log's content into a table file.
    await (await LevelStore.open(folder)).close()
    const table = join(folder, (await readdir(folder)).find((name) => name.endsWith('.ldb')) ?? '')
    const good = await readFile(table)
    let detectedCount = 0
    for (let round = 0; round < 40; round++) {
      const bad = Buffer.from(good)
      const at = Math.floor((good.length * 0.9 * round) / 40)
      bad[at] = (bad[at] ?? 0) ^ 0x10
      await writeFile(table, bad)
      const damaged = await LevelStore.open(folder)
      try {
        for (let n = 0; n < 50; n++) {
          const found = damaged.get(key(n))
          if (found !== undefined) expect(found).toEqual(value(n))
        }
      } catch (error) {
        expect(error).toBeInstanceOf(StorageCorruptError)
        detectedCount++
      } finally {
        await damaged.close()
      }
    }
    expect(detectedCount).toBeGreaterThan(20)
  })

  it('of the manifest is told when the folder is opened', async () => {
    const folder = await tempFolder()
    await (await openUnit(folder)).close()
    const name = (await readdir(folder)).find((each) => each.startsWith('MANIFEST')) ?? ''
    await writeFile(join(folder, name), Buffer.alloc(500, 7))
    await expect(openUnit(folder)).rejects.toThrow(StorageCorruptError)
  })

  it.each(['MANIFEST', '.ldb'])('is told when a file %s is missing', async (what) => {
    const folder = await tempFolder()
    const unit = await openUnit(folder)
    await unit.commit({ records: new Map([['a', new Uint8Array(10)]]) })
    await unit.close()
    await (await openUnit(folder)).close()
    const name = (await readdir(folder)).find((each) => each.includes(what)) ?? what
    await rm(join(folder, name))
    await expect(openUnit(folder)).rejects.toThrow(StorageCorruptError)
  })
})

describe('a disk without room', () => {
  it('fails the write with a typed error, takes no more writes, and keeps what was committed', async () => {
    const folder = await tempFolder()
    const program = fileURLToPath(new URL('./fillProcess.ts', import.meta.url))
    // A limit on the size of a file meets LevelDB's log like a full disk does, and needs no rights.
    const command = `trap '' XFSZ; ulimit -f 1000; exec "${process.execPath}" "${program}" "${folder}" ${chainId}`
    const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    await once(child, 'close')
    const { count, head, headNow, codes } = JSON.parse(output)
    // The unit, the same again, another unit of the thread, another thread.
    const refusal = 'STORAGE_FAILED'
    expect(codes).toEqual(['STORAGE_FULL', refusal, refusal, refusal])
    expect(count).toBeGreaterThan(3)
    expect(headNow).toBe(head)
    const { problems, blockCount } = await (await openUnit(folder, { chainId })).verify()
    expect(problems).toEqual([])
    expect(blockCount).toBe(count + 1)
  })
})
