import { setTimeout as delay } from 'node:timers/promises'
import { readDisputeTerms, readGame } from '@mvm/l1'
import { rpcCall } from '../../../bench/rpcBatch.ts'
import type { AttackGround } from '../AttackGround.ts'
import type { Attack } from '../attacks.ts'
import { inventedRoot } from '../LiarsTrace.ts'
import { lyingOpening } from '../lyingOpening.ts'
import { lastPart, silentAtTheEnd } from '../PickRule.ts'

const POLL_MS = 200
/** Rounds after which a game certainly goes on. */
const GONE_ON = 2

/**
 * More games than the asserter has bonds for: those that it has given bonds for it must go on with, and with the last one
 * when it has money again.
 */
export const poor: Attack = {
  attackerCount: 3,
  windowSeconds: 90,
  async run(ground, attackers) {
    const { source } = ground
    const { bond } = await readDisputeTerms(source)
    const blockNumber = await ground.contestedBlock()
    const subject = await lyingOpening(ground, blockNumber, inventedRoot('poor'))
    // Two bonds, and what has to be left of them for gas.
    let granted = await setEth(ground, (bond * 5n) / 2n)
    const disputeIds: number[] = []
    for (const attacker of attackers) disputeIds.push(await attacker.open(subject))
    const playing = attackers.map((attacker, i) => {
      // None is over before the last one is paid for, which is what brings the bonds back.
      const pick = i === 2 ? lastPart : silentAtTheEnd
      return attacker.play(disputeIds[i] as number, { pick })
    })
    const rounds = () =>
      Promise.all(disputeIds.map(async (id) => (await readGame(source, id)).segment.round))
    const isStuck = ([first = 0, second = 0, third]: readonly number[]) =>
      first >= GONE_ON && second >= GONE_ON && third === 0
    while (!isStuck(await rounds())) await delay(POLL_MS, undefined, { signal: source.signal })
    ground.progress('two games go on, and the third waits for its bond')
    const told = await untilTold(ground)
    granted += await setEth(ground, bond * 10n)
    const games = await Promise.all(playing)
    return {
      disputeIds,
      granted,
      checks: {
        'games whose bonds were paid went on while one could not be paid': true,
        'the asserter’s metrics told of the one that waited': told,
        'and it was played once there was money': games[2]?.segment.round === 7,
      },
    }
  },
}

/** Sets the asserter's balance; resolves with how much more that is, in wei. */
async function setEth({ devnet, asserter, source }: AttackGround, wei: bigint): Promise<bigint> {
  const { client, signal } = source
  const { rpcUrl } = devnet.l1
  const head = () => rpcCall(rpcUrl, 'eth_blockNumber')
  // What it spends is taken from its balance by blocks only: the time after one is the longest without another.
  const first = await head()
  while ((await head()) === first) await delay(POLL_MS, undefined, { signal })
  const before = await head()
  const balance = await client.balance(asserter, 'latest', { signal })
  await rpcCall(rpcUrl, 'anvil_setBalance', asserter, `0x${wei.toString(16)}`)
  if ((await head()) !== before) throw new Error('L1 has made a block while a balance was set')
  return wei - balance
}

/** Waits until the asserter's metrics say that a game waits for its bond. */
async function untilTold({ devnet, source }: AttackGround): Promise<boolean> {
  for (;;) {
    const answer = await fetch(new URL('/metrics', devnet.rpcUrl), { signal: source.signal })
    if (/^mvm_node_games_unpaid\{account="0x[0-9a-f]{40}"\} 1$/m.test(await answer.text()))
      return true
    await delay(POLL_MS, undefined, { signal: source.signal })
  }
}
