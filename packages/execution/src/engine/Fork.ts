/** Ethereum's upgrades that changed the rules of execution, in the order in which they came. */
export const forks = [
  'frontier',
  'homestead',
  'tangerineWhistle',
  'spuriousDragon',
  'byzantium',
  'constantinople',
  'petersburg',
  'istanbul',
  'berlin',
  'london',
  'paris',
  'shanghai',
  'cancun',
  'prague',
  'osaka',
] as const

/** Rules of the EVM that the engine runs by, named as the Ethereum upgrade that brought them. */
export type Fork = (typeof forks)[number]
