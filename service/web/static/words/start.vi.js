/** Words in Vietnamese: the first page of each role. */

export default {
  'start.inspector': 'Bắt đầu từ cơ sở cần kiểm tra',
  'start.find': 'Tìm trong sổ cơ sở',
  'start.find-hint': 'Gõ tên hoặc địa chỉ, có dấu hay không dấu đều được.',
  'start.search': 'Tìm',
  'start.own-visits': 'Lượt kiểm tra gần đây của đơn vị',
  'start.all-visits': 'Xem tất cả',
  'start.reviewer': 'Hồ sơ chờ xét duyệt',
  'start.reviewer-lead': 'Mức cao trước; trong cùng mức, hồ sơ mở lâu nhất trước.',
  'start.figures': 'Số liệu {period}',
  'start.all-figures': 'Xem mọi chỉ tiêu',
  'start.no-visits': 'Kỳ này chưa có lượt kiểm tra nào',
  'start.no-visits-do': 'Số liệu hiện ra khi đơn vị gửi lượt kiểm tra đầu tiên. Xem kỳ khác ở trang Số liệu kỳ.',
  'start.administrator': 'Tài khoản',
  'tile.last-year': 'Cùng kỳ năm trước: {value}',
};
