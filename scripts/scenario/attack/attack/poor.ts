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
const GONE_ON = 1
/**
 * More games than the asserter has bonds for: none goes on while it has no bond at all, and one bond, which answers for all
 * of them, is enough.
 */
export const poor: Attack = {
  attackerCount: 3,
  windowSeconds: 90,
  async run(ground, attackers) {
    const { source, asserter } = ground
    const { bond } = await readDisputeTerms(source)
    const blockNumber = await ground.contestedBlock()
    const subject = await lyingOpening(ground, blockNumber, inventedRoot('poor'))
    let granted = await setEth(ground, bond / 2n)
    const disputeIds: number[] = []
    for (const attacker of attackers) disputeIds.push(await attacker.open(subject))
    const playing = attackers.map((attacker, i) => {
      const pick = i === 2 ? lastPart : silentAtTheEnd
      return attacker.play(disputeIds[i] as number, { pick })
    })
    const told = await untilTold(ground, attackers.length)
    const waiting = await Promise.all(disputeIds.map((id) => readGame(source, id)))
    ground.progress('three games wait for the bond')
    // One, and what has to be left of it for gas.
    granted += await setEth(ground, (bond * 3n) / 2n)
    const moved = async () => {
      const games = await Promise.all(disputeIds.map((id) => readGame(source, id)))
      return games.every(({ segment }) => segment.round >= GONE_ON)
    }
    while (!(await moved())) await delay(POLL_MS, undefined, { signal: source.signal })
    const balance = await source.client.balance(asserter, 'latest', { signal: source.signal })
    const isOne = balance > bond / 4n && balance < bond
    const games = await Promise.all(playing)
    return {
      disputeIds,
      granted,
      checks: {
        'no game began while there was no bond': waiting.every(({ defender }) => defender === null),
        'the asserter’s metrics told of those that waited': told,
        'one bond was enough for all of them': isOne,
        'and one was played to its last step': games[2]?.segment.round === 7,
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

/** Waits until the asserter's metrics say that so many games wait for its bond. */
async function untilTold({ devnet, source }: AttackGround, games: number): Promise<boolean> {
  const line = new RegExp(`^mvm_node_games_unpaid\\{account="0x[0-9a-f]{40}"\\} ${games}$`, 'm')
  for (;;) {
    const answer = await fetch(new URL('/metrics', devnet.rpcUrl), { signal: source.signal })
    if (line.test(await answer.text())) return true
    await delay(POLL_MS, undefined, { signal: source.signal })
  }
}
