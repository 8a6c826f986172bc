import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** Always: blocks are sealed when there is something to put in. */
export const getAutomine = (namespace: 'anvil' | 'hardhat') =>
  defineDevelopmentMethod({
    name: `${namespace}_getAutomine`,
    parameters: [],
    handle: () => true,
  })
