import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encodeSetDelegate } from '@mvm/l1'
import { devnetAccounts, sendCalls } from '@mvm/node'
import type { AttackGround } from '../AttackGround.ts'
import type { Attack } from '../attacks.ts'
import { standByLie } from '../standByLie.ts'

const MVM = fileURLToPath(new URL('../../../../dist/mvm.js', import.meta.url))

/**
 * The asserter is gone, and its delegate plays by `mvm dispute auto`, which is killed in the middle and started again. No
 * node answers: what is right is derived from L1.
 */
export const delegate: Attack = {
  attackerCount: 1,
  windowSeconds: 90,
  run(ground, [liar]) {
    if (liar === undefined) throw new Error('an attack has an attacker')
    return standByLie(ground, async ({ subject, trace }) => {
      await setDelegate(ground)
      await ground.killAsserter()
      const disputeId = await liar.open(subject)
      const playing = liar.play(disputeId, { pick: trace.pick })
      const killed = auto(ground, disputeId)
      await untilSaid(killed, 'moved in a dispute')
      killed.kill('SIGKILL')
      await once(killed, 'exit')
      ground.progress('mvm dispute auto has made a move, and is killed')
      const again = auto(ground, disputeId)
      const [said, code] = await Promise.all([outputOf(again), exitOf(again)])
      const { segment } = await playing
      await ground.restartAsserter()
      const { data } = JSON.parse(said) as {
        readonly data: {
          readonly role: string
          readonly isWon: boolean
          readonly withdrawn: string
        }
      }
      return {
        disputeIds: [disputeId],
        defender: ground.bystander.address,
        checks: {
          'mvm dispute auto ended well, having won as the asserter':
            code === 0 && data.role === 'asserter' && data.isWon,
          'and fetched both bonds': BigInt(data.withdrawn) > 0n,
          'the game was led to one step': segment.round === 7,
        },
      }
    })
  },
}

/** Sent by the asserter's account while its node has nothing to send. */
async function setDelegate({ source, devnet, bystander }: AttackGround): Promise<void> {
  const { client, contracts, signal } = source
  const [account] = devnetAccounts().sequencers
  const { l1ChainId } = devnet.record
  const data = encodeSetDelegate(bystander.address)
  const calls = [{ to: contracts.disputeGame, data }]
  await sendCalls({ client, account, l1ChainId, calls, signal })
}

function auto({ devnet, bystander }: AttackGround, disputeId: number): ChildProcess {
  const { dataFolder, l1 } = devnet
  const words = ['dispute', 'auto', String(disputeId), '--as', 'asserter', '--yes', '--json']
  const places = ['--data', join(dataFolder, 'played'), '--l1-url', l1.rpcUrl]
  const contracts = ['--l1-contracts', join(dataFolder, 'contracts.json')]
  const key = ['--private-key', bystander.privateKey]
  return spawn(process.execPath, [MVM, ...words, ...places, ...contracts, ...key], {
    ...{ cwd: dataFolder, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { PATH: process.env.PATH, HOME: dataFolder },
  })
}

async function untilSaid({ stderr }: ChildProcess, words: string): Promise<void> {
  let said = ''
  for await (const text of stderr ?? []) {
    said += text
    if (said.includes(words)) return
  }
  throw new Error(`it never said "${words}": ${said}`)
}

async function outputOf({ stdout, stderr }: ChildProcess): Promise<string> {
  stderr?.resume()
  let said = ''
  for await (const text of stdout ?? []) said += text
  return said
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}
