var seen = { pages: [] };

exports.count = (page) => {
  seen.pages.push(page);
  return seen.pages.length;
};
