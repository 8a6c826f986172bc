/**
 * A port whose calls take a moment before and after their effect. Once the sequencer is dead they are never
 * made, or never answered.
 */
export function mortal<Port extends object>(port: Port, alive: () => boolean): Port {
  const never = new Promise<never>(() => {})
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return async (...args: unknown[]) => {
        await Promise.resolve()
        if (!alive()) return never
        const result: unknown = await Reflect.apply(method, target, args)
        await Promise.resolve()
        return alive() ? result : never
      }
    },
  })
}
