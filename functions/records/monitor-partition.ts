/** Everything of one monitor but its row on the list page. */
export const monitorPartition = (monitor: string) => `M#${monitor}`;
