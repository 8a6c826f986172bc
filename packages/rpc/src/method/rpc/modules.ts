import { defineMethod } from '../defineMethod.ts'

/** The namespaces that can be used. */
export const modules = defineMethod({
  name: 'rpc_modules',
  parameters: [],
  handle: ({ namespaces }) => Object.fromEntries(namespaces.map((name) => [name, '1.0'])),
})
