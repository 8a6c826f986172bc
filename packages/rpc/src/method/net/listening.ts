import { defineMethod } from '../defineMethod.ts'

/** Whether the node takes connections, which it does if it answers. */
export const listening = defineMethod({
  name: 'net_listening',
  parameters: [],
  handle: () => true,
})
