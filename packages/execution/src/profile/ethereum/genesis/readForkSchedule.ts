import type { Fork } from '../../../engine/Fork.ts'
import type { BlobParameters } from '../BlobParameters.ts'
import { blobParametersOf } from '../blobParametersOf.ts'
import type { ForkActivation } from './ForkActivation.ts'
import type { GenesisReader } from './GenesisReader.ts'
import { InvalidGenesisError } from './InvalidGenesisError.ts'

interface KnownUpgrade {
  readonly key: string
  readonly name: string
  readonly fork: Fork | null
  readonly bombDelay?: number
}

/** Upgrades by block number, in their order. */
const numbered: readonly KnownUpgrade[] = [
  { key: 'homesteadBlock', name: 'homestead', fork: 'homestead' },
  { key: 'eip150Block', name: 'tangerineWhistle', fork: 'tangerineWhistle' },
  { key: 'eip158Block', name: 'spuriousDragon', fork: 'spuriousDragon' },
  { key: 'byzantiumBlock', name: 'byzantium', fork: 'byzantium', bombDelay: 3_000_000 },
  {
    key: 'constantinopleBlock',
    name: 'constantinople',
    fork: 'constantinople',
    bombDelay: 5_000_000,
  },
  { key: 'petersburgBlock', name: 'petersburg', fork: 'petersburg' },
  { key: 'istanbulBlock', name: 'istanbul', fork: 'istanbul' },
  { key: 'muirGlacierBlock', name: 'muirGlacier', fork: null, bombDelay: 9_000_000 },
  { key: 'berlinBlock', name: 'berlin', fork: 'berlin' },
  { key: 'londonBlock', name: 'london', fork: 'london', bombDelay: 9_700_000 },
  { key: 'arrowGlacierBlock', name: 'arrowGlacier', fork: null, bombDelay: 10_700_000 },
  { key: 'grayGlacierBlock', name: 'grayGlacier', fork: null, bombDelay: 11_400_000 },
  { key: 'mergeNetsplitBlock', name: 'paris', fork: 'paris' },
]

/** Upgrades by timestamp, in their order. */
const timed: readonly KnownUpgrade[] = [
  { key: 'shanghaiTime', name: 'shanghai', fork: 'shanghai' },
  { key: 'cancunTime', name: 'cancun', fork: 'cancun' },
  { key: 'pragueTime', name: 'prague', fork: 'prague' },
  { key: 'osakaTime', name: 'osaka', fork: 'osaka' },
  ...[1, 2, 3, 4, 5].map((n) => ({ key: `bpo${n}Time`, name: `bpo${n}`, fork: null })),
]

/** Keys that name no upgrade of their own: EIP-155 came with EIP-158. */
const otherKeys = new Set(['eip155Block', 'daoForkBlock'])

/** A chain's upgrades, in their order, from a genesis file's `config`. Throws {@link InvalidGenesisError}. */
export function readForkSchedule(config: GenesisReader): ForkActivation[] {
  requireKnown(config)
  const schedule: ForkActivation[] = []
  for (const { key, name, fork, bombDelay = null } of numbered) {
    const number = config.number(key)
    if (number === undefined) continue
    schedule.push({ name, at: { number }, fork, blobs: null, bombDelay })
  }
  const hasOtherOfThese = config.has('petersburgBlock') || !config.has('constantinopleBlock')
  if (!hasOtherOfThese) {
    const place = schedule.findIndex(({ name }) => name === 'constantinople')
    const { at } = schedule[place] as ForkActivation
    schedule.splice(place + 1, 0, {
      name: 'petersburg',
      at,
      fork: 'petersburg',
      blobs: null,
      bombDelay: null,
    })
  }
  for (const { key, name, fork } of timed) {
    const timestamp = config.number(key)
    if (timestamp === undefined) continue
    const blobs = readBlobParameters(config, name, fork)
    schedule.push({ name, at: { timestamp }, fork, blobs, bombDelay: null })
  }
  return schedule
}

function requireKnown(config: GenesisReader): void {
  const known = new Set([...numbered, ...timed].map(({ key }) => key).concat(...otherKeys))
  for (const key of config.names) {
    if (!/(Block|Time)$/.test(key) || known.has(key)) continue
    throw new InvalidGenesisError({
      path: `genesis.config.${key}`,
      problem: 'is an upgrade that is not known',
    })
  }
  if (config.boolean('daoForkSupport') && config.has('daoForkBlock')) {
    throw new InvalidGenesisError({
      path: 'genesis.config.daoForkBlock',
      problem: 'is not supported',
    })
  }
  if (config.number('eip155Block') !== config.number('eip158Block')) {
    throw new InvalidGenesisError({
      path: 'genesis.config.eip155Block',
      problem: 'differs from eip158Block',
    })
  }
}

function readBlobParameters(
  config: GenesisReader,
  name: string,
  fork: Fork | null,
): BlobParameters | null {
  const all = config.has('blobSchedule') ? config.object('blobSchedule') : null
  if (all === null || !all.has(name)) {
    if (fork === null) {
      throw new InvalidGenesisError({
        path: `genesis.config.blobSchedule.${name}`,
        problem: 'is missing',
      })
    }
    return fork === 'cancun' || fork === 'prague' ? blobParametersOf(fork) : null
  }
  const entry = all.object(name)
  const require = <T>(field: string, value: T | undefined): T => {
    if (value !== undefined) return value
    throw new InvalidGenesisError({ path: `${entry.path}.${field}`, problem: 'is missing' })
  }
  const fraction = 'baseFeeUpdateFraction'
  return {
    target: require('target', entry.number('target')),
    max: require('max', entry.number('max')),
    baseFeeUpdateFraction: require(fraction, entry.quantity(fraction)),
  }
}
