/** The search of the history. */
import type { Strings } from '../en.ts';

export const search: Strings['search'] = {
  title: 'Buscar en el historial',
  text: 'Palabras de títulos y actualizaciones',
  hint: 'Tienen que aparecer todas las palabras. Ponga una expresión entre comillas.',
  component: 'Componente',
  category: 'Causa',
  impact: 'Impacto',
  kind: 'Tipo',
  any: {
    component: 'Todos los componentes',
    category: 'Cualquier causa',
    impact: 'Cualquier impacto',
    kind: 'Todos los tipos',
  },
  retired: (name) => `${name} (retirado)`,
  categories: {
    undetermined: 'Sin determinar',
    upstream: 'Un proveedor del que dependemos',
    customer: 'La actividad de un cliente',
    internal: 'Un error nuestro',
  },
  impacts: { none: 'Ninguno', minor: 'Leve', major: 'Grave', critical: 'Crítico' },
  kinds: { incident: 'Incidentes', maintenance: 'Mantenimientos', announcement: 'Anuncios' },
  searching: 'Buscando…',
  foundNone: 'Nada en el historial coincide con esta búsqueda.',
  foundOne: 'Se encontró una publicación.',
  foundAll: (found) => `Se encontraron ${found} publicaciones.`,
  foundSome: (found, shown) => `Se encontraron ${found} publicaciones; se muestran las ${shown} más recientes.`,
  foundSoFar: (found, shown) =>
    `Se encontraron al menos ${found} publicaciones; se muestran las ${shown} más recientes.`,
  more: 'Mostrar más antiguas',
  failed: 'No se pudo cargar la búsqueda. Abajo está el historial completo por mes.',
  failedPartly: 'No se pudieron cargar publicaciones más antiguas. Abajo está el historial completo por mes.',
  again: 'Reintentar',
  clear: 'Borrar la búsqueda',
};
