import { liveThroughEpochs } from './liveThroughEpochs.ts'

const t = Date.now()
const { world, kills, leaderKills } = await liveThroughEpochs(
  Number(process.argv[2]),
  Number(process.argv[3]),
)
console.log(
  {
    kills,
    leaderKills,
    ack: world.acknowledged.size,
    leaders: world.leaders.length,
    blocks: world.published.size,
    batches: world.l1.batches.length,
    reverts: world.l1.revertCount,
    ms: Date.now() - t,
    contra: world.contradictions.length,
  },
  Object.entries(Object.groupBy(world.events, (e) => e.kind + ('reason' in e ? e.reason : '')))
    .map(([k, v]) => k + ':' + v!.length)
    .join(' '),
)
process.exit()
