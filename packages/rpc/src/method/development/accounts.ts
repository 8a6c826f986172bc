import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** The accounts of the development mnemonic, whose keys everybody knows. */
export const accounts = defineDevelopmentMethod({
  name: 'eth_accounts',
  parameters: [],
  handle: ({ ports }) => [...ports.development.accounts],
})
