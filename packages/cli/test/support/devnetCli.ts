import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, vi } from 'vitest'
import { readJson } from './readJson.ts'
import { type MvmRun, runMvm } from './runMvm.ts'
import type { DevnetLine } from './startDevnet.ts'

/** What `--json` prints, whose form is the command's own. */
type Printed = ReturnType<typeof readJson>

/** `mvm` for the tests of one file against a devnet, in a folder that goes with them. */
export interface DevnetCli {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly mvm: (...words: string[]) => Promise<MvmRun>
  /** `data` of a command that must succeed. */
  readonly data: (...words: string[]) => Promise<Printed['data']>
  /** `error` of a command that must end with that code. */
  readonly failure: (code: number, ...words: string[]) => Promise<Printed['error']>
  /** One of the devnet's ten accounts for users. */
  readonly account: (index: number) => DevnetLine['accounts'][number]
  /** Its address as JSON shows it. */
  readonly lower: (index: number) => string
}

/** Must be called while a test file is loaded: it registers what removes the folder. */
export function devnetCli(devnet: DevnetLine): DevnetCli {
  // Many processes one after the other: slow where others want the same processor.
  vi.setConfig({ testTimeout: 180_000 })
  const folder = mkdtempSync(join(tmpdir(), 'mvm-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const environment = {
    MVM_L1_URL: devnet.l1.rpcUrl,
    MVM_RPC_URL: devnet.dacs[0]?.rpcUrl.replace('/demo', '') ?? '',
  }
  const mvm = (...words: string[]) => runMvm(words, { folder, environment })
  const account = (index: number) => devnet.accounts[index] as DevnetLine['accounts'][number]
  const ended = async (code: number, words: readonly string[]) => {
    const run = await mvm(...words, '--json')
    expect(run.code, `${words.join(' ')}: ${run.stdout}${run.stderr}`).toBe(code)
    return readJson(run)
  }
  return {
    ...{ folder, environment, mvm, account },
    data: async (...words) => (await ended(0, words)).data,
    failure: async (code, ...words) => (await ended(code, words)).error,
    lower: (index) => account(index).address.toLowerCase(),
  }
}
