/** The colours of pictures on a dark page: what is light there is what is dark here, and the other way round. */

/** By the colour on a white page, as it stands in a picture. */
export const DARK: Readonly<Record<string, string>> = {
  // The page, text and axes.
  '#ffffff': '#16181c',
  '#1a1a1a': '#f0f1f3',
  '#4d4d4d': '#c3c7cd',
  '#e4e4e4': '#34383f',
  '#333333': '#d5d8dc',
  '#efefef': '#2a2d33',
  // Licences: bars and shading.
  '#e9b09a': '#8a4a34',
  '#f5dacf': '#3c251c',
  '#fae3a3': '#6d5716',
  '#fcf0ca': '#352d16',
  '#dcebf5': '#27414f',
  // Lines, areas and fans.
  '#0072B2': '#56b4e9',
  '#D55E00': '#f0873c',
  '#c3deef': '#1f4a66',
  '#bfe5da': '#17503f',
  '#b4d5ea': '#1f4a66',
  '#6fb0d8': '#2f7aa6',
  '#004d7a': '#a9d8f6',
  // What holds back deliveries.
  '#9c4f86': '#d58cc0',
  '#b4bac2': '#656c76',
  '#f7f8fa': '#1e2126',
  // What is short in how many runs: the certain stands out.
  '#ecb27c': '#6b4420',
  '#de8c48': '#8f5a26',
  '#c66a22': '#b97530',
  '#9c4a0c': '#e0964c',
  '#6b2c00': '#ffc896',
  // Heat maps.
  '#f2f6fb': '#1b2733',
  '#dfebf7': '#1d3145',
  '#c6dbef': '#203d59',
  '#b3d3e8': '#234a6c',
  '#9ecae1': '#27557d',
  '#6baed6': '#2f6fa3',
  '#2171b5': '#6baed6',
  '#08306b': '#b7daf0',
};
