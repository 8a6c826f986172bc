import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { L1Client, readDisputeCount } from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import { HDNodeWallet, Mnemonic } from 'ethers'
import { afterAll, expect, test } from 'vitest'
import { devnetCli } from '../../support/devnetCli.ts'
import { startDevnet } from '../../support/startDevnet.ts'

const MAIN = fileURLToPath(new URL('../../../../../dist/mvm.js', import.meta.url))

/** Of its own: its sequencer lies, and its ranger is killed. */
const devnet = await startDevnet(['--window', '120', '--rangers', '1', '--fault', 'wrong-origin'])
afterAll(() => devnet.stop())
const { data, failure, folder, environment, account, mvm } = devnetCli(devnet)

const mnemonic = Mnemonic.fromPhrase('test test test test test test test test test test test junk')
const ranger = HDNodeWallet.fromMnemonic(mnemonic, "m/44'/60'/0'/0/14")
const asRanger = ['--private-key', ranger.privateKey]
const asBystander = ['--private-key', account(4).privateKey]

/** A command under way. */
function start(...words: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: folder, ...environment }
  return spawn(process.execPath, [MAIN, ...words], {
    ...{ cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] },
  })
}

/** Resolves when a command has said it on stderr. */
async function untilSaid(child: ChildProcess, words: string): Promise<void> {
  let said = ''
  for await (const text of child.stderr ?? []) {
    said += text
    if (said.includes(words)) return
  }
  throw new Error(`it never said "${words}": ${said}`)
}

test('dispute move makes one move, and auto plays on after a kill until the lie is deleted', async () => {
  const client = new L1Client({ urls: [devnet.l1.rpcUrl] })
  const contracts = devnet.l1.contracts as unknown as L1Contracts
  while ((await readDisputeCount({ client, contracts })) === 0) await delay(250)
  // From now on the challenger's clock runs while nobody plays for it.
  const pid = devnet.nodes.find(({ role }) => role === 'ranger')?.pid as number
  process.kill(pid, 'SIGKILL')
  const move = ['dispute', 'move', '0', '--json', ...asRanger]
  let moved = await mvm(...move)
  // It is the asserter's turn until its answer is on L1.
  while (moved.code === 6) moved = await mvm(...move)
  expect(JSON.parse(moved.stdout).data).toMatchObject({ move: 'pick', role: 'challenger' })

  const killed = start('dispute', 'auto', '0', '--data', 'played', ...asRanger)
  await untilSaid(killed, 'moved in a dispute')
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  const watching = data('dispute', 'watch', '0')
  const helping = data('dispute', 'auto', '0', ...asBystander)
  const leaving = start('dispute', 'auto', '0', '--data', 'played', ...asRanger)
  await untilSaid(leaving, 'move pick, round 5')
  leaving.kill('SIGKILL')
  await once(leaving, 'exit')
  // The last pick, after which the bystander ends the game while nobody is there for the challenger.
  moved = await mvm(...move)
  while (moved.code === 6) moved = await mvm(...move)
  // Whoever was first proved the step and resolved.
  expect(await helping).toMatchObject({ role: 'bystander', isWon: null, withdrawn: '0' })
  const { moves } = await watching
  expect(moves.map(({ kind }: { kind: string }) => kind)).toEqual([
    'opened',
    ...Array.from({ length: 7 }, () => ['cut', 'picked']).flat(),
    ...['executed', 'decided', 'resolved'],
  ])
})

test('bonds that came after a player was gone are there to be fetched, by withdraw or by auto', async () => {
  const call = await data('dispute', 'withdraw', '--calldata')
  expect(call).toMatchObject({ to: devnet.l1.contracts.disputeGame?.toLowerCase(), value: '0' })
  const tried = await data('dispute', 'withdraw', '--dry-run', ...asRanger)
  expect(tried).toMatchObject({ isDryRun: true, call })
  const played = await data('dispute', 'auto', '0', '--data', 'played', ...asRanger)
  expect(played).toMatchObject({
    ...{ phase: 'challenger-won', isResolved: true, toMove: null, round: 7 },
    ...{ role: 'challenger', isWon: true },
  })
  // Both bonds.
  expect(BigInt(played.withdrawn)).toBe(2n * BigInt(played.bonds.challenger))
  for (const words of [['withdraw'], ['withdraw', '--dry-run']]) {
    expect((await failure(6, 'dispute', ...words, ...asRanger)).code).toBe('NO_BONDS')
  }
})

test('dispute list and show tell of it, and what cannot be done is refused', async () => {
  // The sequencer lies on every DAC, and the ranger finds it on any of them first.
  const shown = await data('dispute', 'show', '0')
  const challenger = ranger.address.toLowerCase()
  const { disputes } = await data('dispute', 'list', '--dac', shown.slug, '--all')
  expect(disputes).toEqual([
    expect.objectContaining({ disputeId: 0, blockNumber: 1, isResolved: true, challenger }),
  ])
  const open = (await data('dispute', 'list')).disputes
  expect(open.map(({ disputeId }: { disputeId: number }) => disputeId)).not.toContain(0)
  expect(shown).toMatchObject({
    ...{ disputeId: 0, blockNumber: 1, challenger, rounds: 7, round: 7 },
    segment: { position: 0, slot: 0, step: 0, length: 1, segmentHash: expect.any(String) },
    moves: expect.arrayContaining([expect.objectContaining({ kind: 'opened' })]),
  })
  for (const [code, words, exit] of [
    ['DISPUTE_UNKNOWN', ['show', '7'], 6],
    ['DISPUTE_UNKNOWN', ['auto', '7'], 6],
    ['USAGE', ['show', 'first'], 2],
    ['DAC_UNKNOWN', ['list', '--dac', 'nobodys'], 6],
    ['NO_MOVE', ['move', '0', ...asBystander], 6],
    ['NO_MOVE', ['auto', '0', ...asBystander], 6],
    ['NO_BONDS', ['withdraw', ...asBystander], 6],
    ['NOT_ONE_STEP', ['step', '0', '--prove', ...asBystander], 6],
  ] as const) {
    expect((await failure(exit, 'dispute', ...words)).code, words.join(' ')).toBe(code)
  }
})

test('dispute step shows the step to which a game has led, as L1 has executed it', async () => {
  const left = await data('dispute', 'step', '0', '--tape', 'tape.bin')
  expect(left).toMatchObject({
    ...{ position: 0, slot: 0, step: 0, kind: 'BLOCK_BEGIN', opcode: null, module: 'BlockStep' },
    ...{ isProvable: true, winner: 'challenger', l1TransactionHash: null },
  })
  const { segment, moves } = await data('dispute', 'show', '0')
  const executed = moves.find(({ kind }: { kind: string }) => kind === 'executed')
  expect(left.preHash).toBe(segment.startHash)
  expect(left.claimedPostHash).toBe(segment.endHash)
  expect(executed).toMatchObject({ postHash: left.postHash, moduleId: left.moduleId })
  expect(statSync(join(folder, 'tape.bin')).size).toBe(left.tapeLength)
  const nowhere = await failure(3, 'dispute', 'step', '0', '--tape', 'no/such/folder')
  expect(nowhere.code).toBe('FILE_UNUSABLE')
})
