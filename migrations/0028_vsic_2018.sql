-- VSIC 2018 as a whole, and every pair of the official table that leads from it to VSIC 2025.
--
-- The codes: 21, 88, 242, 464 and 734 by level. Two sources have exactly these: the 2018 side of the table of correspondence
-- (Công văn 3061/CTK-CSCL, Cục Thống kê, 26/12/2025, Phụ lục II; its names too), and the list of Quyết định 27/2018/QĐ-TTg itself, as
-- read from its scan; both as carried in the public repository buicaoliem/masothue (data/vsic). The decision’s text says 486 for
-- level 4, but its list has 464: every code of level 4 has at least one of level 5 under it, and those are 734, as the text says.
--
-- The pairs: 2,204 of Phụ lục II with its 1,128 marks, those of 0025 among them, and one of Phụ lục I (2025 → 2018), which Phụ lục II
-- leaves out at level 4 though it has it at level 5. Tone marks are put as the decision puts them.

alter table industry_correspondence add column annex text not null default 'II' check (annex in ('I', 'II'));

create or replace view industry_pairs as
select from_code, to_code, partial, 'Công văn 3061/CTK-CSCL ngày 26/12/2025, Phụ lục ' || annex as source, false as loaded
  from industry_correspondence c
 where not exists (select 1 from industry_loads l where l.from_code = c.from_code)
union all
select from_code, to_code, partial, source, true from industry_loads;

-- 11040 came with 0025 but is of 2025 only: in 2018 malt and beer are 11030, and under 1104 stand 11041 and 11042.
delete from industry_correspondence where from_code = '11040';
delete from industry_codes where version = '2018' and code = '11040';

-- Both lists are whole, so what is not in them is none.
create or replace function industry_unknown(asked_version text, asked_code text) returns boolean language sql stable as $$
    select not exists (select 1 from industries where version = asked_version and code = asked_code)
$$;

-- Code|parent|name.
insert into industry_codes (version, code, parent, name)
select '2018', part[1], nullif(part[2], ''), part[3]
  from (select regexp_split_to_array(line, '\|') as part
          from regexp_split_to_table($list$A||NÔNG NGHIỆP, LÂM NGHIỆP VÀ THỦY SẢN
01|A|Nông nghiệp và hoạt động dịch vụ có liên quan
011|01|Trồng cây hàng năm
0111|011|Trồng lúa
01110|0111|Trồng lúa
0112|011|Trồng ngô và cây lương thực có hạt khác
01120|0112|Trồng ngô và cây lương thực có hạt khác
0113|011|Trồng cây lấy củ có chất bột
01130|0113|Trồng cây lấy củ có chất bột
0114|011|Trồng cây mía
01140|0114|Trồng cây mía
0115|011|Trồng cây thuốc lá, thuốc lào
01150|0115|Trồng cây thuốc lá, thuốc lào
0116|011|Trồng cây lấy sợi
01160|0116|Trồng cây lấy sợi
0117|011|Trồng cây có hạt chứa dầu
01170|0117|Trồng cây có hạt chứa dầu
0118|011|Trồng rau, đậu các loại và trồng hoa
01181|0118|Trồng rau các loại
01182|0118|Trồng đậu các loại
01183|0118|Trồng hoa, cây cảnh hàng năm
0119|011|Trồng cây hàng năm khác
01191|0119|Trồng cây gia vị hàng năm
01192|0119|Trồng cây dược liệu, hương liệu hàng năm
01199|0119|Trồng cây hàng năm khác còn lại
012|01|Trồng cây lâu năm
0121|012|Trồng cây ăn quả
01211|0121|Trồng nho
01212|0121|Trồng cây ăn quả vùng nhiệt đới và cận nhiệt đới
01213|0121|Trồng cam, quýt và các loại quả có múi khác
01214|0121|Trồng táo, mận và các loại quả có hạt như táo
01215|0121|Trồng nhãn, vải, chôm chôm
01219|0121|Trồng cây ăn quả khác
0122|012|Trồng cây lấy quả chứa dầu
01220|0122|Trồng cây lấy quả chứa dầu
0123|012|Trồng cây điều
01230|0123|Trồng cây điều
0124|012|Trồng cây hồ tiêu
01240|0124|Trồng cây hồ tiêu
0125|012|Trồng cây cao su
01250|0125|Trồng cây cao su
0126|012|Trồng cây cà phê
01260|0126|Trồng cây cà phê
0127|012|Trồng cây chè
01270|0127|Trồng cây chè
0128|012|Trồng cây gia vị, cây dược liệu, cây hương liệu lâu năm
01281|0128|Trồng cây gia vị lâu năm
01282|0128|Trồng cây dược liệu, hương liệu lâu năm
0129|012|Trồng cây lâu năm khác
01291|0129|Trồng cây cảnh lâu năm
01299|0129|Trồng cây lâu năm khác còn lại
013|01|Nhân và chăm sóc cây giống nông nghiệp
0131|013|Nhân và chăm sóc cây giống hàng năm
01310|0131|Nhân và chăm sóc cây giống hàng năm
0132|013|Nhân và chăm sóc cây giống lâu năm
01320|0132|Nhân và chăm sóc cây giống lâu năm
014|01|Chăn nuôi
0141|014|Chăn nuôi trâu, bò và sản xuất giống trâu, bò
01411|0141|Sản xuất giống trâu, bò
01412|0141|Chăn nuôi trâu, bò
0142|014|Chăn nuôi ngựa, lừa, la và sản xuất giống ngựa, lừa
01421|0142|Sản xuất giống ngựa, lừa
01422|0142|Chăn nuôi ngựa, lừa, la
0144|014|Chăn nuôi dê, cừu, hươu, nai và sản xuất giống dê, cừu, hươu, nai
01441|0144|Sản xuất giống dê, cừu, hươu, nai
01442|0144|Chăn nuôi dê, cừu, hươu, nai
0145|014|Chăn nuôi lợn và sản xuất giống lợn
01451|0145|Sản xuất giống lợn
01452|0145|Chăn nuôi lợn
0146|014|Chăn nuôi gia cầm
01461|0146|Hoạt động ấp trứng và sản xuất giống gia cầm
01462|0146|Chăn nuôi gà
01463|0146|Chăn nuôi vịt, ngan, ngỗng
01469|0146|Chăn nuôi gia cầm khác
0149|014|Chăn nuôi khác
01490|0149|Chăn nuôi khác
015|01|Trồng trọt, chăn nuôi hỗn hợp
0150|015|Trồng trọt, chăn nuôi hỗn hợp
01500|0150|Trồng trọt, chăn nuôi hỗn hợp
016|01|Hoạt động dịch vụ nông nghiệp
0161|016|Hoạt động dịch vụ trồng trọt
01610|0161|Hoạt động dịch vụ trồng trọt
0162|016|Hoạt động dịch vụ chăn nuôi
01620|0162|Hoạt động dịch vụ chăn nuôi
0163|016|Hoạt động dịch vụ sau thu hoạch
01630|0163|Hoạt động dịch vụ sau thu hoạch
0164|016|Xử lý hạt giống để nhân giống
01640|0164|Xử lý hạt giống để nhân giống
017|01|Săn bắt, đánh bẫy và hoạt động dịch vụ có liên quan
0170|017|Săn bắt, đánh bẫy và hoạt động dịch vụ có liên quan
01700|0170|Săn bắt, đánh bẫy và hoạt động dịch vụ có liên quan
02|A|Lâm nghiệp và hoạt động dịch vụ có liên quan
021|02|Trồng rừng, chăm sóc rừng và ươm giống cây lâm nghiệp
0210|021|Trồng rừng, chăm sóc rừng và ươm giống cây lâm nghiệp
02101|0210|Trồng rừng và chăm sóc rừng cây thân gỗ
02102|0210|Trồng rừng và chăm sóc rừng họ tre
02103|0210|Trồng rừng và chăm sóc rừng khác
02104|0210|Ươm giống cây lâm nghiệp
022|02|Khai thác gỗ
0220|022|Khai thác gỗ
02200|0220|Khai thác gỗ
023|02|Khai thác, thu nhặt lâm sản khác trừ gỗ
0231|023|Khai thác lâm sản trừ gỗ
02310|0231|Khai thác lâm sản trừ gỗ
0232|023|Thu nhặt lâm sản trừ gỗ
02320|0232|Thu nhặt lâm sản trừ gỗ
024|02|Hoạt động dịch vụ lâm nghiệp
0240|024|Hoạt động dịch vụ lâm nghiệp
02400|0240|Hoạt động dịch vụ lâm nghiệp
03|A|Khai thác, nuôi trồng thủy sản
031|03|Khai thác thủy sản
0311|031|Khai thác thủy sản biển
03110|0311|Khai thác thủy sản biển
0312|031|Khai thác thủy sản nội địa
03120|0312|Khai thác thủy sản nội địa
032|03|Nuôi trồng thủy sản
0321|032|Nuôi trồng thủy sản biển
03211|0321|Nuôi cá
03212|0321|Nuôi tôm
03213|0321|Nuôi thủy sản khác
03214|0321|Sản xuất giống thủy sản biển
0322|032|Nuôi trồng thủy sản nội địa
03221|0322|Nuôi cá
03222|0322|Nuôi tôm
03223|0322|Nuôi thủy sản khác
03224|0322|Sản xuất giống thủy sản nội địa
G||BÁN BUÔN VÀ BÁN LẺ; SỬA CHỮA Ô TÔ, MÔ TÔ, XE MÁY VÀ XE CÓ ĐỘNG CƠ KHÁC
45|G|Bán, sửa chữa ô tô, mô tô, xe máy và xe có động cơ khác
451|45|Bán ô tô và xe có động cơ khác
4511|451|Bán buôn ô tô và xe có động cơ khác
45111|4511|Bán buôn ô tô con (loại 9 chỗ ngồi trở xuống)
45119|4511|Bán buôn xe có động cơ khác
4512|451|Bán lẻ ô tô con (loại 9 chỗ ngồi trở xuống)
45120|4512|Bán lẻ ô tô con (loại 9 chỗ ngồi trở xuống)
4513|451|Đại lý ô tô và xe có động cơ khác
45131|4513|Đại lý ô tô và xe có động cơ khác
45139|4513|Đại lý xe có động cơ khác
452|45|Bảo dưỡng, sửa chữa ô tô và xe có động cơ khác
4520|452|Bảo dưỡng, sửa chữa ô tô và xe có động cơ khác
45200|4520|Bảo dưỡng, sửa chữa ô tô và xe có động cơ khác
453|45|Bán phụ tùng và các bộ phận phụ trợ của ô tô và xe có động cơ khác
4530|453|Bán phụ tùng và các bộ phận phụ trợ của ô tô và xe có động cơ khác
45301|4530|Bán buôn phụ tùng và các bộ phận phụ trợ của ô tô và xe có động cơ khác
45302|4530|Bán lẻ phụ tùng và các bộ phận phụ trợ của ô tô con (loại 9 chỗ trở xuống)
45303|4530|Đại lý phụ tùng và các bộ phận phụ trợ của ô tô và xe có động cơ khác
454|45|Bán, bảo dưỡng và sửa chữa mô tô, xe máy, phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
4541|454|Bán mô tô, xe máy
45411|4541|Bán buôn mô tô, xe máy
45412|4541|Bán lẻ mô tô, xe máy
45413|4541|Đại lý mô tô, xe máy
4542|454|Bảo dưỡng và sửa chữa mô tô, xe máy
45420|4542|Bảo dưỡng và sửa chữa mô tô, xe máy
4543|454|Bán phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
45431|4543|Bán buôn phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
45432|4543|Bán lẻ phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
45433|4543|Đại lý phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
46|G|Bán buôn (trừ ô tô, mô tô, xe máy và xe có động cơ khác)
461|46|Đại lý, môi giới, đấu giá hàng hóa
4610|461|Đại lý, môi giới, đấu giá hàng hóa
46101|4610|Đại lý bán hàng hóa
46102|4610|Môi giới mua bán hàng hóa
46103|4610|Đấu giá hàng hóa
462|46|Bán buôn nông, lâm sản nguyên liệu (trừ gỗ, tre, nứa) và động vật sống
4620|462|Bán buôn nông, lâm sản nguyên liệu (trừ gỗ, tre, nứa) và động vật sống
46201|4620|Bán buôn thóc, ngô và các loại hạt ngũ cốc khác
46202|4620|Bán buôn hoa và cây
46203|4620|Bán buôn động vật sống
46204|4620|Bán buôn thức ăn và nguyên liệu làm thức ăn cho gia súc, gia cầm và thủy sản
46209|4620|Bán buôn nông, lâm sản nguyên liệu khác (trừ gỗ, tre, nứa)
463|46|Bán buôn lương thực, thực phẩm, đồ uống và sản phẩm thuốc lá, thuốc lào
4631|463|Bán buôn gạo, lúa mỳ, sản phẩm từ ngũ cốc khác, bột mỳ
46310|4631|Bán buôn gạo, lúa mỳ, sản phẩm từ ngũ cốc khác, bột mỳ
4632|463|Bán buôn thực phẩm
46321|4632|Bán buôn thịt và các sản phẩm từ thịt
46322|4632|Bán buôn thủy sản
46323|4632|Bán buôn rau, quả
46324|4632|Bán buôn cà phê
46325|4632|Bán buôn chè
46326|4632|Bán buôn đường, sữa và các sản phẩm sữa, bánh kẹo và các sản phẩm chế biến từ ngũ cốc, bột, tinh bột
46329|4632|Bán buôn thực phẩm khác
4633|463|Bán buôn đồ uống
46331|4633|Bán buôn đồ uống có cồn
46332|4633|Bán buôn đồ uống không có cồn
4634|463|Bán buôn sản phẩm thuốc lá, thuốc lào
46340|4634|Bán buôn sản phẩm thuốc lá, thuốc lào
464|46|Bán buôn đồ dùng gia đình
4641|464|Bán buôn vải, hàng may mặc, giày dép
46411|4641|Bán buôn vải
46412|4641|Bán buôn thảm, đệm, chăn, màn, rèm, ga trải giường, gối và hàng dệt khác
46413|4641|Bán buôn hàng may mặc
46414|4641|Bán buôn giày, dép
4649|464|Bán buôn đồ dùng khác cho gia đình
46491|4649|Bán buôn vali, cặp, túi, ví, hàng da và giả da khác
46492|4649|Bán buôn dược phẩm và dụng cụ y tế
46493|4649|Bán buôn nước hoa, hàng mỹ phẩm và chế phẩm vệ sinh
46494|4649|Bán buôn hàng gốm, sứ, thủy tinh
46495|4649|Bán buôn đồ điện gia dụng, đèn và bộ đèn điện
46496|4649|Bán buôn giường, tủ, bàn ghế và đồ dùng nội thất tương tự
46497|4649|Bán buôn sách, báo, tạp chí, văn phòng phẩm
46498|4649|Bán buôn dụng cụ thể dục, thể thao
46499|4649|Bán buôn đồ dùng khác cho gia đình chưa được phân vào đâu
465|46|Bán buôn máy móc, thiết bị và phụ tùng máy
4651|465|Bán buôn máy vi tính, thiết bị ngoại vi và phần mềm
46510|4651|Bán buôn máy vi tính, thiết bị ngoại vi và phần mềm
4652|465|Bán buôn thiết bị và linh kiện điện tử, viễn thông
46520|4652|Bán buôn thiết bị và linh kiện điện tử, viễn thông
4653|465|Bán buôn máy móc, thiết bị và phụ tùng máy nông nghiệp
46530|4653|Bán buôn máy móc, thiết bị và phụ tùng máy nông nghiệp
4659|465|Bán buôn máy móc, thiết bị và phụ tùng máy khác
46591|4659|Bán buôn máy móc, thiết bị và phụ tùng máy khai khoáng, xây dựng
46592|4659|Bán buôn máy móc, thiết bị điện, vật liệu điện (máy phát điện, động cơ điện, dây điện và thiết bị khác dùng trong mạch điện)
46593|4659|Bán buôn máy móc, thiết bị và phụ tùng máy dệt, may, da giày
46594|4659|Bán buôn máy móc, thiết bị và phụ tùng máy văn phòng (trừ máy vi tính và thiết bị ngoại vi)
46595|4659|Bán buôn máy móc, thiết bị y tế
46599|4659|Bán buôn máy móc, thiết bị và phụ tùng máy khác chưa được phân vào đâu
466|46|Bán buôn chuyên doanh khác
4661|466|Bán buôn nhiên liệu rắn, lỏng, khí và các sản phẩm liên quan
46611|4661|Bán buôn than đá và nhiên liệu rắn khác
46612|4661|Bán buôn dầu thô
46613|4661|Bán buôn xăng dầu và các sản phẩm liên quan
46614|4661|Bán buôn khí đốt và các sản phẩm liên quan
4662|466|Bán buôn kim loại và quặng kim loại
46621|4662|Bán buôn quặng kim loại
46622|4662|Bán buôn sắt, thép
46623|4662|Bán buôn kim loại khác
46624|4662|Bán buôn vàng, bạc và kim loại quý khác
4663|466|Bán buôn vật liệu, thiết bị lắp đặt khác trong xây dựng
46631|4663|Bán buôn tre, nứa, gỗ cây và gỗ chế biến
46632|4663|Bán buôn xi măng
46633|4663|Bán buôn gạch xây, ngói, đá, cát, sỏi
46634|4663|Bán buôn kính xây dựng
46635|4663|Bán buôn sơn, véc ni
46636|4663|Bán buôn gạch ốp lát và thiết bị vệ sinh
46637|4663|Bán buôn đồ ngũ kim
46639|4663|Bán buôn vật liệu, thiết bị lắp đặt khác trong xây dựng
4669|466|Bán buôn chuyên doanh khác chưa được phân vào đâu
46691|4669|Bán buôn phân bón, thuốc trừ sâu và hóa chất khác sử dụng trong nông nghiệp
46692|4669|Bán buôn hóa chất khác (trừ loại sử dụng trong nông nghiệp)
46693|4669|Bán buôn chất dẻo dạng nguyên sinh
46694|4669|Bán buôn cao su
46695|4669|Bán buôn tơ, xơ, sợi dệt
46696|4669|Bán buôn phụ liệu may mặc và giày dép
46697|4669|Bán buôn phế liệu, phế thải kim loại, phi kim loại
46699|4669|Bán buôn chuyên doanh khác còn lại chưa được phân vào đâu
469|46|Bán buôn tổng hợp
4690|469|Bán buôn tổng hợp
46900|4690|Bán buôn tổng hợp
47|G|Bán lẻ (trừ ô tô, mô tô, xe máy và xe có động cơ khác)
471|47|Bán lẻ trong các cửa hàng kinh doanh tổng hợp
4711|471|Bán lẻ lương thực, thực phẩm, đồ uống, thuốc lá, thuốc lào chiếm tỷ trọng lớn trong các cửa hàng kinh doanh tổng hợp
47111|4711|Bán lẻ trong siêu thị (Supermarket)
47112|4711|Bán lẻ trong cửa hàng tiện lợi (Minimarket)
47119|4711|Bán lẻ trong cửa hàng kinh doanh tổng hợp khác
4719|471|Bán lẻ khác trong các cửa hàng kinh doanh tổng hợp
47191|4719|Bán lẻ trong siêu thị (Supermarket)
47192|4719|Bán lẻ trong cửa hàng tiện lợi (Minimarket)
47199|4719|Bán lẻ trong cửa hàng kinh doanh tổng hợp khác
472|47|Bán lẻ lương thực, thực phẩm, đồ uống hoặc thuốc lá, thuốc lào trong các cửa hàng chuyên doanh
4721|472|Bán lẻ lương thực trong các cửa hàng chuyên doanh
47210|4721|Bán lẻ lương thực trong các cửa hàng chuyên doanh
4722|472|Bán lẻ thực phẩm trong các cửa hàng chuyên doanh
47221|4722|Bán lẻ thịt và các sản phẩm thịt trong các cửa hàng chuyên doanh
47222|4722|Bán lẻ thủy sản trong các cửa hàng chuyên doanh
47223|4722|Bán lẻ rau, quả trong các cửa hàng chuyên doanh
47224|4722|Bán lẻ đường, sữa và các sản phẩm sữa, bánh, mứt, kẹo và các sản phẩm chế biến từ ngũ cốc, bột, tinh bột trong các cửa hàng chuyên doanh
47229|4722|Bán lẻ thực phẩm khác trong các cửa hàng chuyên doanh
4723|472|Bán lẻ đồ uống trong các cửa hàng chuyên doanh
47230|4723|Bán lẻ đồ uống trong các cửa hàng chuyên doanh
4724|472|Bán lẻ sản phẩm thuốc lá, thuốc lào trong các cửa hàng chuyên doanh
47240|4724|Bán lẻ sản phẩm thuốc lá, thuốc lào trong các cửa hàng chuyên doanh
473|47|Bán lẻ nhiên liệu động cơ trong các cửa hàng chuyên doanh
4730|473|Bán lẻ nhiên liệu động cơ trong các cửa hàng chuyên doanh
47300|4730|Bán lẻ nhiên liệu động cơ trong các cửa hàng chuyên doanh
474|47|Bán lẻ thiết bị công nghệ thông tin liên lạc trong các cửa hàng chuyên doanh
4741|474|Bán lẻ máy vi tính, thiết bị ngoại vi, phần mềm và thiết bị viễn thông trong các cửa hàng chuyên doanh
47411|4741|Bán lẻ máy vi tính, thiết bị ngoại vi, phần mềm trong các cửa hàng chuyên doanh
47412|4741|Bán lẻ thiết bị viễn thông trong các cửa hàng chuyên doanh
4742|474|Bán lẻ thiết bị nghe nhìn trong các cửa hàng chuyên doanh
47420|4742|Bán lẻ thiết bị nghe nhìn trong các cửa hàng chuyên doanh
475|47|Bán lẻ thiết bị gia đình khác trong các cửa hàng chuyên doanh
4751|475|Bán lẻ vải, len, sợi, chỉ khâu và hàng dệt khác trong các cửa hàng chuyên doanh
47511|4751|Bán lẻ vải trong các cửa hàng chuyên doanh
47519|4751|Bán lẻ len, sợi, chỉ khâu và hàng dệt khác trong các cửa hàng chuyên doanh
4752|475|Bán lẻ đồ ngũ kim, sơn, kính, vật liệu và thiết bị lắp đặt khác trong xây dựng trong các cửa hàng chuyên doanh
47521|4752|Bán lẻ đồ ngũ kim trong các cửa hàng chuyên doanh
47522|4752|Bán lẻ sơn, màu, véc ni trong các cửa hàng chuyên doanh
47523|4752|Bán lẻ kính xây dựng trong các cửa hàng chuyên doanh
47524|4752|Bán lẻ xi măng, gạch xây, ngói, đá, cát sỏi, sắt thép và vật liệu xây dựng khác trong các cửa hàng chuyên doanh
47525|4752|Bán lẻ gạch ốp lát, thiết bị vệ sinh trong các cửa hàng chuyên doanh
47529|4752|Bán lẻ thiết bị lắp đặt khác trong xây dựng trong các cửa hàng chuyên doanh
4753|475|Bán lẻ thảm, đệm, chăn, màn, rèm, vật liệu phủ tường và sàn trong các cửa hàng chuyên doanh
47530|4753|Bán lẻ thảm, đệm, chăn, màn, rèm, vật liệu phủ tường và sàn trong các cửa hàng chuyên doanh
4759|475|Bán lẻ đồ điện gia dụng, giường, tủ, bàn, ghế và đồ nội thất tương tự, đèn và bộ đèn điện, đồ dùng gia đình khác chưa được phân vào đâu trong các cửa hàng chuyên doanh
47591|4759|Bán lẻ đồ điện gia dụng, đèn và bộ đèn điện trong các cửa hàng chuyên doanh
47592|4759|Bán lẻ giường, tủ, bàn, ghế và đồ dùng nội thất tương tự trong các cửa hàng chuyên doanh
47593|4759|Bán lẻ đồ dùng gia đình bằng gốm, sứ, thủy tinh trong các cửa hàng chuyên doanh
47594|4759|Bán lẻ nhạc cụ trong các cửa hàng chuyên doanh
47599|4759|Bán lẻ đồ dùng gia đình khác còn lại chưa được phân vào đâu trong các cửa hàng chuyên doanh
476|47|Bán lẻ hàng văn hóa, giải trí trong các cửa hàng chuyên doanh
4761|476|Bán lẻ sách, báo, tạp chí, văn phòng phẩm trong các cửa hàng chuyên doanh
47610|4761|Bán lẻ sách, báo, tạp chí, văn phòng phẩm trong các cửa hàng chuyên doanh
4762|476|Bán lẻ băng đĩa âm thanh, hình ảnh (kể cả băng, đĩa trắng) trong các cửa hàng chuyên doanh
47620|4762|Bán lẻ băng đĩa âm thanh, hình ảnh (kể cả băng, đĩa trắng) trong các cửa hàng chuyên doanh
4763|476|Bán lẻ thiết bị, dụng cụ thể dục, thể thao trong các cửa hàng chuyên doanh
47630|4763|Bán lẻ thiết bị, dụng cụ thể dục, thể thao trong các cửa hàng chuyên doanh
4764|476|Bán lẻ trò chơi, đồ chơi trong các cửa hàng chuyên doanh
47640|4764|Bán lẻ trò chơi, đồ chơi trong các cửa hàng chuyên doanh
477|47|Bán lẻ hàng hóa khác trong các cửa hàng chuyên doanh
4771|477|Bán lẻ hàng may mặc, giày, dép, hàng da và giả da trong các cửa hàng chuyên doanh
47711|4771|Bán lẻ hàng may mặc trong các cửa hàng chuyên doanh
47712|4771|Bán lẻ giày, dép trong các cửa hàng chuyên doanh
47713|4771|Bán lẻ cặp, túi, ví, hàng da và giả da khác trong các cửa hàng chuyên doanh
4772|477|Bán lẻ thuốc, dụng cụ y tế, mỹ phẩm và vật phẩm vệ sinh trong các cửa hàng chuyên doanh
47721|4772|Bán lẻ dược phẩm, dụng cụ y tế trong các cửa hàng chuyên doanh
47722|4772|Bán lẻ nước hoa, mỹ phẩm và vật phẩm vệ sinh trong các cửa hàng chuyên doanh
47723|4772|Bán thuốc đông y, bán thuốc nam trong các cửa hàng chuyên doanh
4773|477|Bán lẻ hàng hóa khác mới trong các cửa hàng chuyên doanh
47731|4773|Bán lẻ hoa, cây cảnh, cá cảnh, chim cảnh, vật nuôi cảnh trong các cửa hàng chuyên doanh
47732|4773|Bán lẻ vàng, bạc, đá quý và đá bán quý, đồ trang sức trong các cửa hàng chuyên doanh
47733|4773|Bán lẻ hàng lưu niệm, hàng đan lát, hàng thủ công mỹ nghệ trong các cửa hàng chuyên doanh
47734|4773|Bán lẻ tranh, ảnh và các tác phẩm nghệ thuật khác (trừ đồ cổ) trong các cửa hàng chuyên doanh
47735|4773|Bán lẻ dầu hỏa, gas, than nhiên liệu dùng cho gia đình trong các cửa hàng chuyên doanh
47736|4773|Bán lẻ đồng hồ, kính mắt trong các cửa hàng chuyên doanh
47737|4773|Bán lẻ máy ảnh, phim ảnh và vật liệu ảnh trong các cửa hàng chuyên doanh
47738|4773|Bán lẻ xe đạp và phụ tùng trong các cửa hàng chuyên doanh
47739|4773|Bán lẻ hàng hóa khác mới chưa được phân vào đâu trong các cửa hàng chuyên doanh
4774|477|Bán lẻ hàng hóa đã qua sử dụng trong các cửa hàng chuyên doanh
47741|4774|Bán lẻ hàng may mặc đã qua sử dụng trong các cửa hàng chuyên doanh
47749|4774|Bán lẻ hàng hóa khác đã qua sử dụng trong các cửa hàng chuyên doanh
478|47|Bán lẻ lưu động hoặc bán tại chợ
4781|478|Bán lẻ lương thực, thực phẩm, đồ uống, thuốc lá, thuốc lào lưu động hoặc tại chợ
47811|4781|Bán lẻ lương thực lưu động hoặc tại chợ
47812|4781|Bán lẻ thực phẩm khô, thực phẩm công nghiệp, đường sữa bánh kẹo lưu động hoặc tại chợ
47813|4781|Bán lẻ đồ uống lưu động hoặc tại chợ
47814|4781|Bán lẻ sản phẩm thuốc lá, thuốc lào lưu động hoặc tại chợ
47815|4781|Bán lẻ thịt gia súc, gia cầm tươi sống, đông lạnh lưu động hoặc tại chợ
47816|4781|Bán lẻ thủy sản tươi sống, đông lạnh lưu động hoặc tại chợ
47817|4781|Bán lẻ rau quả lưu động hoặc tại chợ
47818|4781|Bán lẻ thực phẩm chín lưu động hoặc tại chợ
47819|4781|Bán lẻ thực phẩm loại khác chưa được phân vào đâu
4782|478|Bán lẻ hàng dệt, may sẵn, giày, dép lưu động hoặc tại chợ
47821|4782|Bán lẻ hàng dệt lưu động hoặc tại chợ
47822|4782|Bán lẻ hàng may mặc lưu động hoặc tại chợ
47823|4782|Bán lẻ giày, dép lưu động hoặc tại chợ
4783|478|Bán lẻ thiết bị công nghệ thông tin liên lạc lưu động hoặc tại chợ
47830|4783|Bán lẻ thiết bị công nghệ thông tin liên lạc lưu động hoặc tại chợ
4784|478|Bán lẻ thiết bị gia đình khác lưu động hoặc tại chợ
47841|4784|Bán lẻ đồ ngũ kim, sơn, kính và thiết bị lắp đặt khác trong xây dựng lưu động hoặc tại chợ
47842|4784|Bán lẻ thảm, đệm, chăn, màn, rèm, vật liệu phủ tường và sàn lưu động hoặc tại chợ
47843|4784|Bán lẻ đồ điện gia dụng, giường, tủ, bàn, ghế và đồ nội thất tương tự, đèn và bộ đèn điện, đồ dùng gia đình khác chưa được phân vào đâu lưu động hoặc tại chợ
4785|478|Bán lẻ hàng văn hóa, giải trí lưu động hoặc tại chợ
47850|4785|Bán lẻ hàng văn hóa, giải trí lưu động hoặc tại chợ
4789|478|Bán lẻ hàng hóa khác lưu động hoặc tại chợ
47891|4789|Bán lẻ mỹ phẩm và vật phẩm vệ sinh lưu động hoặc tại chợ
47892|4789|Bán lẻ hàng gốm sứ, thủy tinh lưu động hoặc tại chợ
47893|4789|Bán lẻ hoa tươi, cây cảnh lưu động hoặc tại chợ
47894|4789|Bán lẻ vàng, bạc, đá quý và đá bán quý, đồ trang sức lưu động hoặc tại chợ
47895|4789|Bán lẻ hàng lưu niệm, hàng đan lát, hàng thủ công mỹ nghệ lưu động hoặc tại chợ
47896|4789|Bán lẻ đồng hồ, kính mắt lưu động hoặc tại chợ
47897|4789|Bán lẻ xe đạp và phụ tùng lưu động hoặc tại chợ
47898|4789|Bán lẻ hàng hóa đã qua sử dụng lưu động hoặc tại chợ
47899|4789|Bán lẻ hàng hóa khác chưa được phân vào đâu, lưu động hoặc tại chợ
479|47|Bán lẻ hình thức khác (trừ bán lẻ tại cửa hàng, lưu động hoặc tại chợ)
4791|479|Bán lẻ theo yêu cầu đặt hàng qua bưu điện hoặc internet
47910|4791|Bán lẻ theo yêu cầu đặt hàng qua bưu điện hoặc internet
4799|479|Bán lẻ hình thức khác chưa được phân vào đâu
47990|4799|Bán lẻ hình thức khác chưa được phân vào đâu
H||VẬN TẢI, KHO BÃI
49|H|Vận tải đường sắt, đường bộ và vận tải đường ống
491|49|Vận tải đường sắt
4911|491|Vận tải hành khách đường sắt
49110|4911|Vận tải hành khách đường sắt
4912|491|Vận tải hàng hóa đường sắt
49120|4912|Vận tải hàng hóa đường sắt
492|49|Vận tải hành khách bằng xe buýt
4921|492|Vận tải hành khách bằng xe buýt trong nội thành
49210|4921|Vận tải hành khách bằng xe buýt trong nội thành
4922|492|Vận tải hành khách bằng xe buýt giữa nội thành và ngoại thành, liên tỉnh
49220|4922|Vận tải hành khách bằng xe buýt giữa nội thành và ngoại thành, liên tỉnh
4929|492|Vận tải hành khách bằng xe buýt loại khác
49290|4929|Vận tải hành khách bằng xe buýt loại khác
493|49|Vận tải đường bộ khác
4931|493|Vận tải hành khách đường bộ trong nội thành, ngoại thành (trừ vận tải bằng xe buýt)
49311|4931|Vận tải hành khách bằng hệ thống đường sắt ngầm hoặc đường sắt trên cao
49312|4931|Vận tải hành khách bằng taxi
49313|4931|Vận tải hành khách bằng mô tô, xe máy và xe có động cơ khác
49319|4931|Vận tải hành khách đường bộ loại khác trong nội thành, ngoại thành (trừ xe buýt)
4932|493|Vận tải hành khách đường bộ khác
49321|4932|Vận tải hành khách bằng xe khách nội tỉnh, liên tỉnh
49329|4932|Vận tải hành khách đường bộ khác chưa được phân vào đâu
4933|493|Vận tải hàng hóa bằng đường bộ
49331|4933|Vận tải hàng hóa bằng ô tô chuyên dụng
49332|4933|Vận tải hàng hóa bằng ô tô loại khác (trừ ô tô chuyên dụng)
49333|4933|Vận tải hàng hóa bằng xe có động cơ loại khác
49334|4933|Vận tải hàng hóa bằng xe thô sơ
49339|4933|Vận tải hàng hóa bằng phương tiện đường bộ khác
494|49|Vận tải đường ống
4940|494|Vận tải đường ống
49400|4940|Vận tải đường ống
50|H|Vận tải đường thủy
501|50|Vận tải ven biển và viễn dương
5011|501|Vận tải hành khách ven biển và viễn dương
50111|5011|Vận tải hành khách ven biển
50112|5011|Vận tải hành khách viễn dương
5012|501|Vận tải hàng hóa ven biển và viễn dương
50121|5012|Vận tải hàng hóa ven biển
50122|5012|Vận tải hàng hóa viễn dương
502|50|Vận tải đường thủy nội địa
5021|502|Vận tải hành khách đường thủy nội địa
50211|5021|Vận tải hành khách đường thủy nội địa bằng phương tiện cơ giới
50212|5021|Vận tải hành khách đường thủy nội địa bằng phương tiện thô sơ
5022|502|Vận tải hàng hóa đường thủy nội địa
50221|5022|Vận tải hàng hóa đường thủy nội địa bằng phương tiện cơ giới
50222|5022|Vận tải hàng hóa đường thủy nội địa bằng phương tiện thô sơ
51|H|Vận tải hàng không
511|51|Vận tải hành khách hàng không
5110|511|Vận tải hành khách hàng không
51101|5110|Vận tải hành khách hàng không theo tuyến và lịch trình cố định
51109|5110|Vận tải hành khách hàng không loại khác
512|51|Vận tải hàng hóa hàng không
5120|512|Vận tải hàng hóa hàng không
51201|5120|Vận tải hàng hóa hàng không theo tuyến và lịch trình cố định
51209|5120|Vận tải hàng hóa hàng không loại khác
52|H|Kho bãi và các hoạt động hỗ trợ cho vận tải
521|52|Kho bãi và lưu giữ hàng hóa
5210|521|Kho bãi và lưu giữ hàng hóa
52101|5210|Kho bãi và lưu giữ hàng hóa trong kho ngoại quan
52102|5210|Kho bãi và lưu giữ hàng hóa trong kho đông lạnh (trừ kho ngoại quan)
52109|5210|Kho bãi và lưu giữ hàng hóa trong kho loại khác
522|52|Hoạt động dịch vụ hỗ trợ cho vận tải
5221|522|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường sắt
52210|5221|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường sắt
5222|522|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường thủy
52221|5222|Hoạt động điều hành cảng biển
52222|5222|Hoạt động dịch vụ hỗ trợ liên quan đến vận tải ven biển và viễn dương
52223|5222|Hoạt động điều hành cảng đường thủy nội địa
52224|5222|Hoạt động dịch vụ hỗ trợ liên quan đến vận tải đường thủy nội địa
5223|522|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải hàng không
52231|5223|Dịch vụ điều hành bay
52232|5223|Dịch vụ điều hành hoạt động cảng hàng không
52239|5223|Hoạt động dịch vụ hỗ trợ liên quan đến vận tải hàng không
5224|522|Bốc xếp hàng hóa
52241|5224|Bốc xếp hàng hóa ga đường sắt
52242|5224|Bốc xếp hàng hóa đường bộ
52243|5224|Bốc xếp hàng hóa cảng biển
52244|5224|Bốc xếp hàng hóa cảng sông
52245|5224|Bốc xếp hàng hóa cảng hàng không
52249|5224|Bốc xếp hàng hóa loại khác
5225|522|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường bộ
52251|5225|Hoạt động điều hành bến xe
52252|5225|Hoạt động quản lý, điều hành đường cao tốc, cầu, hầm đường bộ
52253|5225|Hoạt động quản lý bãi đỗ, trông giữ phương tiện đường bộ
52259|5225|Hoạt động dịch vụ khác hỗ trợ liên quan đến vận tải đường bộ
5229|522|Hoạt động dịch vụ hỗ trợ khác liên quan đến vận tải
52291|5229|Dịch vụ đại lý, giao nhận vận chuyển
52292|5229|Logistics
52299|5229|Dịch vụ hỗ trợ khác liên quan đến vận tải chưa được phân vào đâu
53|H|Bưu chính và chuyển phát
531|53|Bưu chính
5310|531|Bưu chính
53100|5310|Bưu chính
532|53|Chuyển phát
5320|532|Chuyển phát
53200|5320|Chuyển phát
I||DỊCH VỤ LƯU TRÚ VÀ ĂN UỐNG
55|I|Dịch vụ lưu trú
551|55|Dịch vụ lưu trú ngắn ngày
5510|551|Dịch vụ lưu trú ngắn ngày
55101|5510|Khách sạn
55102|5510|Biệt thự hoặc căn hộ kinh doanh dịch vụ lưu trú ngắn ngày
55103|5510|Nhà khách, nhà nghỉ kinh doanh dịch vụ lưu trú ngắn ngày
55104|5510|Nhà trọ, phòng trọ và các cơ sở lưu trú ngắn ngày tương tự
559|55|Cơ sở lưu trú khác
5590|559|Cơ sở lưu trú khác
55901|5590|Ký túc xá học sinh, sinh viên
55902|5590|Chỗ nghỉ trọ trên xe lưu động, lều quán, trại dùng để nghỉ tạm
55909|5590|Cơ sở lưu trú khác chưa được phân vào đâu
56|I|Dịch vụ ăn uống
561|56|Nhà hàng và các dịch vụ ăn uống phục vụ lưu động
5610|561|Nhà hàng và các dịch vụ ăn uống phục vụ lưu động
56101|5610|Nhà hàng, quán ăn, hàng ăn uống (trừ cửa hàng ăn uống thuộc chuỗi cửa hàng ăn nhanh)
56102|5610|Cửa hàng ăn uống thuộc chuỗi cửa hàng ăn nhanh
56109|5610|Dịch vụ ăn uống phục vụ lưu động khác
562|56|Cung cấp dịch vụ ăn uống theo hợp đồng không thường xuyên và dịch vụ ăn uống khác
5621|562|Cung cấp dịch vụ ăn uống theo hợp đồng không thường xuyên với khách hàng
56210|5621|Cung cấp dịch vụ ăn uống theo hợp đồng không thường xuyên với khách hàng
5629|562|Dịch vụ ăn uống khác
56290|5629|Dịch vụ ăn uống khác
563|56|Dịch vụ phục vụ đồ uống
5630|563|Dịch vụ phục vụ đồ uống
56301|5630|Quán rượu, bia, quầy bar
56302|5630|Quán cà phê, giải khát
56309|5630|Dịch vụ phục vụ đồ uống khác
J||THÔNG TIN VÀ TRUYỀN THÔNG
58|J|Hoạt động xuất bản
581|58|Xuất bản sách, ấn phẩm định kỳ và các hoạt động xuất bản khác
5811|581|Xuất bản sách
58111|5811|Xuất bản sách trực tuyến
58112|5811|Xuất bản sách khác
5812|581|Xuất bản các danh mục chỉ dẫn và địa chỉ
58121|5812|Xuất bản các danh mục chỉ dẫn và địa chỉ trực tuyến
58122|5812|Xuất bản các danh mục chỉ dẫn và địa chỉ khác
5813|581|Xuất bản báo, tạp chí và các ấn phẩm định kỳ
58131|5813|Xuất bản báo, tạp chí và các ấn phẩm định kỳ trực tuyến
58132|5813|Xuất bản báo, tạp chí và các ấn phẩm định kỳ khác
5819|581|Hoạt động xuất bản khác
58191|5819|Hoạt động xuất bản trực tuyến khác
58192|5819|Hoạt động xuất bản khác
582|58|Xuất bản phần mềm
5820|582|Xuất bản phần mềm
58200|5820|Xuất bản phần mềm
59|J|Hoạt động điện ảnh, sản xuất chương trình truyền hình, ghi âm và xuất bản âm nhạc
591|59|Hoạt động điện ảnh và sản xuất chương trình truyền hình
5911|591|Hoạt động sản xuất phim điện ảnh, phim video và chương trình truyền hình
59111|5911|Hoạt động sản xuất phim điện ảnh
59112|5911|Hoạt động sản xuất phim video
59113|5911|Hoạt động sản xuất chương trình truyền hình
5912|591|Hoạt động hậu kỳ
59120|5912|Hoạt động hậu kỳ
5913|591|Hoạt động phát hành phim điện ảnh, phim video và chương trình truyền hình
59130|5913|Hoạt động phát hành phim điện ảnh, phim video và chương trình truyền hình
5914|591|Hoạt động chiếu phim
59141|5914|Hoạt động chiếu phim cố định
59142|5914|Hoạt động chiếu phim lưu động
592|59|Hoạt động ghi âm và xuất bản âm nhạc
5920|592|Hoạt động ghi âm và xuất bản âm nhạc
59200|5920|Hoạt động ghi âm và xuất bản âm nhạc
60|J|Hoạt động phát thanh, truyền hình
601|60|Hoạt động phát thanh
6010|601|Hoạt động phát thanh
60100|6010|Hoạt động phát thanh
602|60|Hoạt động truyền hình và cung cấp chương trình thuê bao
6021|602|Hoạt động truyền hình
60210|6021|Hoạt động truyền hình
6022|602|Chương trình cáp, vệ tinh và các chương trình thuê bao khác
60220|6022|Chương trình cáp, vệ tinh và các chương trình thuê bao khác
61|J|Viễn thông
611|61|Hoạt động viễn thông có dây
6110|611|Hoạt động viễn thông có dây
61101|6110|Hoạt động cung cấp trực tiếp dịch vụ viễn thông có dây
61102|6110|Hoạt động cung cấp dịch vụ viễn thông có dây sử dụng quyền truy cập hạ tầng viễn thông của đơn vị khác
612|61|Hoạt động viễn thông không dây
6120|612|Hoạt động viễn thông không dây
61201|6120|Hoạt động cung cấp trực tiếp dịch vụ viễn thông không dây
61202|6120|Hoạt động cung cấp dịch vụ viễn thông không dây sử dụng quyền truy cập hạ tầng viễn thông của đơn vị khác
613|61|Hoạt động viễn thông vệ tinh
6130|613|Hoạt động viễn thông vệ tinh
61300|6130|Hoạt động viễn thông vệ tinh
619|61|Hoạt động viễn thông khác
6190|619|Hoạt động viễn thông khác
61901|6190|Hoạt động của các điểm truy cập internet
61909|6190|Hoạt động viễn thông khác chưa được phân vào đâu
62|J|Lập trình máy vi tính, dịch vụ tư vấn và các hoạt động khác liên quan đến máy vi tính
620|62|Lập trình máy vi tính, dịch vụ tư vấn và các hoạt động khác liên quan đến máy vi tính
6201|620|Lập trình máy vi tính
62010|6201|Lập trình máy vi tính
6202|620|Tư vấn máy vi tính và quản trị hệ thống máy vi tính
62020|6202|Tư vấn máy vi tính và quản trị hệ thống máy vi tính
6209|620|Hoạt động dịch vụ công nghệ thông tin và dịch vụ khác liên quan đến máy vi tính
62090|6209|Hoạt động dịch vụ công nghệ thông tin và dịch vụ khác liên quan đến máy vi tính
63|J|Hoạt động dịch vụ thông tin
631|63|Xử lý dữ liệu, cho thuê và các hoạt động liên quan; cổng thông tin
6311|631|Xử lý dữ liệu, cho thuê và các hoạt động liên quan
63110|6311|Xử lý dữ liệu, cho thuê và các hoạt động liên quan
6312|631|Cổng thông tin
63120|6312|Cổng thông tin
639|63|Dịch vụ thông tin khác
6391|639|Hoạt động thông tấn
63910|6391|Hoạt động thông tấn
6399|639|Dịch vụ thông tin khác chưa được phân vào đâu
63990|6399|Dịch vụ thông tin khác chưa được phân vào đâu
K||HOẠT ĐỘNG TÀI CHÍNH, NGÂN HÀNG VÀ BẢO HIỂM
64|K|Hoạt động dịch vụ tài chính (trừ bảo hiểm và bảo hiểm xã hội)
641|64|Hoạt động trung gian tiền tệ
6411|641|Hoạt động ngân hàng trung ương
64110|6411|Hoạt động ngân hàng trung ương
6419|641|Hoạt động trung gian tiền tệ khác
64190|6419|Hoạt động trung gian tiền tệ khác
642|64|Hoạt động công ty nắm giữ tài sản
6420|642|Hoạt động công ty nắm giữ tài sản
64200|6420|Hoạt động công ty nắm giữ tài sản
643|64|Hoạt động quỹ tín thác, các quỹ và các tổ chức tài chính khác
6430|643|Hoạt động quỹ tín thác, các quỹ và các tổ chức tài chính khác
64300|6430|Hoạt động quỹ tín thác, các quỹ và các tổ chức tài chính khác
649|64|Hoạt động dịch vụ tài chính khác (trừ bảo hiểm và bảo hiểm xã hội)
6491|649|Hoạt động cho thuê tài chính
64910|6491|Hoạt động cho thuê tài chính
6492|649|Hoạt động cấp tín dụng khác
64920|6492|Hoạt động cấp tín dụng khác
6499|649|Hoạt động dịch vụ tài chính khác chưa được phân vào đâu (trừ bảo hiểm và bảo hiểm xã hội)
64990|6499|Hoạt động dịch vụ tài chính khác chưa được phân vào đâu (trừ bảo hiểm và bảo hiểm xã hội)
65|K|Bảo hiểm, tái bảo hiểm và bảo hiểm xã hội (trừ bảo đảm xã hội bắt buộc)
651|65|Bảo hiểm
6511|651|Bảo hiểm nhân thọ
65110|6511|Bảo hiểm nhân thọ
6512|651|Bảo hiểm phi nhân thọ
65120|6512|Bảo hiểm phi nhân thọ
6513|651|Bảo hiểm sức khỏe
65131|6513|Bảo hiểm y tế
65139|6513|Bảo hiểm sức khỏe khác
652|65|Tái bảo hiểm
6520|652|Tái bảo hiểm
65200|6520|Tái bảo hiểm
653|65|Bảo hiểm xã hội
6530|653|Bảo hiểm xã hội
65300|6530|Bảo hiểm xã hội
66|K|Hoạt động tài chính khác
661|66|Hoạt động hỗ trợ dịch vụ tài chính (trừ bảo hiểm và bảo hiểm xã hội)
6611|661|Quản lý thị trường tài chính
66110|6611|Quản lý thị trường tài chính
6612|661|Môi giới hợp đồng hàng hóa và chứng khoán
66120|6612|Môi giới hợp đồng hàng hóa và chứng khoán
6619|661|Hoạt động hỗ trợ dịch vụ tài chính chưa được phân vào đâu
66190|6619|Hoạt động hỗ trợ dịch vụ tài chính chưa được phân vào đâu
662|66|Hoạt động hỗ trợ bảo hiểm và bảo hiểm xã hội
6621|662|Đánh giá rủi ro và thiệt hại
66210|6621|Đánh giá rủi ro và thiệt hại
6622|662|Hoạt động của đại lý và môi giới bảo hiểm
66220|6622|Hoạt động của đại lý và môi giới bảo hiểm
6629|662|Hoạt động hỗ trợ khác cho bảo hiểm và bảo hiểm xã hội
66290|6629|Hoạt động hỗ trợ khác cho bảo hiểm và bảo hiểm xã hội
663|66|Hoạt động quản lý quỹ
6630|663|Hoạt động quản lý quỹ
66300|6630|Hoạt động quản lý quỹ
69|M|Hoạt động pháp luật, kế toán và kiểm toán
691|69|Hoạt động pháp luật
6910|691|Hoạt động pháp luật
69101|6910|Hoạt động đại diện, tư vấn pháp luật
69102|6910|Hướng dẫn chung và tư vấn, chuẩn bị các tài liệu pháp lý
69109|6910|Hoạt động pháp luật khác
692|69|Hoạt động liên quan đến kế toán, kiểm toán và tư vấn về thuế
6920|692|Hoạt động liên quan đến kế toán, kiểm toán và tư vấn về thuế
69200|6920|Hoạt động liên quan đến kế toán, kiểm toán và tư vấn về thuế
70|M|Hoạt động của trụ sở văn phòng; hoạt động tư vấn quản lý
701|70|Hoạt động của trụ sở văn phòng
7010|701|Hoạt động của trụ sở văn phòng
70100|7010|Hoạt động của trụ sở văn phòng
702|70|Hoạt động tư vấn quản lý
7020|702|Hoạt động tư vấn quản lý
70200|7020|Hoạt động tư vấn quản lý
N||HOẠT ĐỘNG HÀNH CHÍNH VÀ DỊCH VỤ HỖ TRỢ
77|N|Cho thuê máy móc, thiết bị (không kèm người điều khiển); cho thuê đồ dùng cá nhân và gia đình; cho thuê tài sản vô hình phi tài chính
771|77|Cho thuê xe có động cơ
7710|771|Cho thuê xe có động cơ
77101|7710|Cho thuê ô tô
77109|7710|Cho thuê xe có động cơ khác
772|77|Cho thuê đồ dùng cá nhân và gia đình
7721|772|Cho thuê thiết bị thể thao, vui chơi giải trí
77210|7721|Cho thuê thiết bị thể thao, vui chơi giải trí
7722|772|Cho thuê băng, đĩa video
77220|7722|Cho thuê băng, đĩa video
7729|772|Cho thuê đồ dùng cá nhân và gia đình khác
77290|7729|Cho thuê đồ dùng cá nhân và gia đình khác
773|77|Cho thuê máy móc, thiết bị và đồ dùng hữu hình khác không kèm người điều khiển
7730|773|Cho thuê máy móc, thiết bị và đồ dùng hữu hình khác không kèm người điều khiển
77301|7730|Cho thuê máy móc, thiết bị nông, lâm nghiệp không kèm người điều khiển
77302|7730|Cho thuê máy móc, thiết bị xây dựng không kèm người điều khiển
77303|7730|Cho thuê máy móc, thiết bị văn phòng (kể cả máy vi tính) không kèm người điều khiển
77304|7730|Cho thuê máy bay, phương tiện bay không kèm người điều khiển
77305|7730|Cho thuê tàu, thuyền và kết cấu nổi không kèm người điều khiển
77309|7730|Cho thuê máy móc, thiết bị và đồ dùng hữu hình khác không kèm người điều khiển chưa được phân vào đâu
774|77|Cho thuê tài sản vô hình phi tài chính
7740|774|Cho thuê tài sản vô hình phi tài chính
77400|7740|Cho thuê tài sản vô hình phi tài chính
78|N|Hoạt động dịch vụ lao động và việc làm
781|78|Hoạt động của các trung tâm, đại lý tư vấn, giới thiệu và môi giới lao động, việc làm
7810|781|Hoạt động của các trung tâm, đại lý tư vấn, giới thiệu và môi giới lao động, việc làm
78100|7810|Hoạt động của các trung tâm, đại lý tư vấn, giới thiệu và môi giới lao động, việc làm
782|78|Cung ứng lao động tạm thời
7820|782|Cung ứng lao động tạm thời
78200|7820|Cung ứng lao động tạm thời
783|78|Cung ứng và quản lý nguồn lao động
7830|783|Cung ứng và quản lý nguồn lao động
78301|7830|Cung ứng và quản lý nguồn lao động trong nước
78302|7830|Cung ứng và quản lý nguồn lao động đi làm việc ở nước ngoài
79|N|Hoạt động của các đại lý du lịch, kinh doanh tua du lịch và các dịch vụ hỗ trợ, liên quan đến quảng bá và tổ chức tua du lịch
791|79|Hoạt động của các đại lý du lịch, kinh doanh tua du lịch
7911|791|Đại lý du lịch
79110|7911|Đại lý du lịch
7912|791|Điều hành tua du lịch
79120|7912|Điều hành tua du lịch
799|79|Dịch vụ đặt chỗ và các dịch vụ hỗ trợ liên quan đến quảng bá và tổ chức tua du lịch
7990|799|Dịch vụ đặt chỗ và các dịch vụ hỗ trợ liên quan đến quảng bá và tổ chức tua du lịch
79900|7990|Dịch vụ đặt chỗ và các dịch vụ hỗ trợ liên quan đến quảng bá và tổ chức tua du lịch
80|N|Hoạt động điều tra bảo đảm an toàn
801|80|Hoạt động bảo vệ tư nhân
8010|801|Hoạt động bảo vệ tư nhân
80100|8010|Hoạt động bảo vệ tư nhân
802|80|Dịch vụ hệ thống bảo đảm an toàn
8020|802|Dịch vụ hệ thống bảo đảm an toàn
80200|8020|Dịch vụ hệ thống bảo đảm an toàn
803|80|Dịch vụ điều tra
8030|803|Dịch vụ điều tra
80300|8030|Dịch vụ điều tra
81|N|Hoạt động dịch vụ vệ sinh nhà cửa, công trình và cảnh quan
811|81|Dịch vụ hỗ trợ tổng hợp
8110|811|Dịch vụ hỗ trợ tổng hợp
81100|8110|Dịch vụ hỗ trợ tổng hợp
812|81|Dịch vụ vệ sinh
8121|812|Vệ sinh chung nhà cửa
81210|8121|Vệ sinh chung nhà cửa
8129|812|Vệ sinh công nghiệp và các công trình chuyên biệt
81290|8129|Vệ sinh công nghiệp và các công trình chuyên biệt
813|81|Dịch vụ chăm sóc và duy trì cảnh quan
8130|813|Dịch vụ chăm sóc và duy trì cảnh quan
81300|8130|Dịch vụ chăm sóc và duy trì cảnh quan
82|N|Hoạt động hành chính, hỗ trợ văn phòng và các hoạt động hỗ trợ kinh doanh khác
821|82|Hoạt động hành chính và hỗ trợ văn phòng
8211|821|Dịch vụ hành chính văn phòng tổng hợp
82110|8211|Dịch vụ hành chính văn phòng tổng hợp
8219|821|Photo, chuẩn bị tài liệu và các hoạt động hỗ trợ văn phòng đặc biệt khác
82191|8219|Photo, chuẩn bị tài liệu
82199|8219|Hoạt động hỗ trợ văn phòng đặc biệt khác
822|82|Hoạt động dịch vụ liên quan đến các cuộc gọi
8220|822|Hoạt động dịch vụ liên quan đến các cuộc gọi
82200|8220|Hoạt động dịch vụ liên quan đến các cuộc gọi
823|82|Tổ chức giới thiệu và xúc tiến thương mại
8230|823|Tổ chức giới thiệu và xúc tiến thương mại
82300|8230|Tổ chức giới thiệu và xúc tiến thương mại
829|82|Hoạt động dịch vụ hỗ trợ kinh doanh khác chưa được phân vào đâu
8291|829|Hoạt động dịch vụ hỗ trợ thanh toán, tín dụng
82910|8291|Hoạt động dịch vụ hỗ trợ thanh toán, tín dụng
8292|829|Dịch vụ đóng gói
82920|8292|Dịch vụ đóng gói
8299|829|Hoạt động dịch vụ hỗ trợ kinh doanh khác còn lại chưa được phân vào đâu
82990|8299|Hoạt động dịch vụ hỗ trợ kinh doanh khác còn lại chưa được phân vào đâu
O||HOẠT ĐỘNG CỦA ĐẢNG CỘNG SẢN, TỔ CHỨC CHÍNH TRỊ - XÃ HỘI, QUẢN LÝ NHÀ NƯỚC, AN NINH QUỐC PHÒNG; BẢO ĐẢM XÃ HỘI BẮT BUỘC
84|O|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước, an ninh quốc phòng, đối ngoại và bảo đảm xã hội bắt buộc
841|84|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước và quản lý chính sách kinh tế, xã hội
8411|841|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, hoạt động quản lý nhà nước nói chung và kinh tế tổng hợp
84111|8411|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội
84112|8411|Hoạt động quản lý nhà nước nói chung và kinh tế tổng hợp
8412|841|Hoạt động quản lý nhà nước trong các lĩnh vực y tế, giáo dục, văn hóa và các dịch vụ xã hội khác (trừ bảo đảm xã hội bắt buộc)
84120|8412|Hoạt động quản lý nhà nước trong các lĩnh vực y tế, giáo dục, văn hóa và các dịch vụ xã hội khác (trừ bảo đảm xã hội bắt buộc)
8413|841|Hoạt động quản lý nhà nước trong các lĩnh vực kinh tế chuyên ngành
84130|8413|Hoạt động quản lý nhà nước trong các lĩnh vực kinh tế chuyên ngành
842|84|Hoạt động phục vụ chung cho toàn đất nước
8421|842|Hoạt động đối ngoại
84210|8421|Hoạt động đối ngoại
8422|842|Hoạt động quốc phòng
84220|8422|Hoạt động quốc phòng
8423|842|Hoạt động an ninh, trật tự an toàn xã hội
84230|8423|Hoạt động an ninh, trật tự an toàn xã hội
843|84|Hoạt động bảo đảm xã hội bắt buộc
8430|843|Hoạt động bảo đảm xã hội bắt buộc
84300|8430|Hoạt động bảo đảm xã hội bắt buộc
P||GIÁO DỤC VÀ ĐÀO TẠO
85|P|Giáo dục và đào tạo
851|85|Giáo dục mầm non
8511|851|Giáo dục nhà trẻ
85110|8511|Giáo dục nhà trẻ
8512|851|Giáo dục mẫu giáo
85120|8512|Giáo dục mẫu giáo
852|85|Giáo dục phổ thông
8521|852|Giáo dục tiểu học
85210|8521|Giáo dục tiểu học
8522|852|Giáo dục trung học cơ sở
85220|8522|Giáo dục trung học cơ sở
8523|852|Giáo dục trung học phổ thông
85230|8523|Giáo dục trung học phổ thông
853|85|Giáo dục nghề nghiệp
8531|853|Đào tạo sơ cấp
85310|8531|Đào tạo sơ cấp
8532|853|Đào tạo trung cấp
85320|8532|Đào tạo trung cấp
8533|853|Đào tạo cao đẳng
85330|8533|Đào tạo cao đẳng
854|85|Giáo dục đại học
8541|854|Đào tạo đại học
85410|8541|Đào tạo đại học
8542|854|Đào tạo thạc sỹ
85420|8542|Đào tạo thạc sỹ
8543|854|Đào tạo tiến sỹ
85430|8543|Đào tạo tiến sỹ
855|85|Giáo dục khác
8551|855|Giáo dục thể thao và giải trí
85510|8551|Giáo dục thể thao và giải trí
8552|855|Giáo dục văn hóa nghệ thuật
85520|8552|Giáo dục văn hóa nghệ thuật
8559|855|Giáo dục khác chưa được phân vào đâu
85590|8559|Giáo dục khác chưa được phân vào đâu
856|85|Dịch vụ hỗ trợ giáo dục
8560|856|Dịch vụ hỗ trợ giáo dục
85600|8560|Dịch vụ hỗ trợ giáo dục
Q||Y TẾ VÀ HOẠT ĐỘNG TRỢ GIÚP XÃ HỘI
86|Q|Hoạt động y tế
861|86|Hoạt động của các bệnh viện, trạm y tế
8610|861|Hoạt động của các bệnh viện, trạm y tế
86101|8610|Hoạt động của các bệnh viện
86102|8610|Hoạt động của các trạm y tế và trạm y tế bộ/ngành
862|86|Hoạt động của các phòng khám đa khoa, chuyên khoa và nha khoa
8620|862|Hoạt động của các phòng khám đa khoa, chuyên khoa và nha khoa
86201|8620|Hoạt động của các phòng khám đa khoa, chuyên khoa
86202|8620|Hoạt động của các phòng khám nha khoa
869|86|Hoạt động y tế khác
8691|869|Hoạt động y tế dự phòng
86910|8691|Hoạt động y tế dự phòng
8692|869|Hoạt động của hệ thống cơ sở chỉnh hình, phục hồi chức năng
86920|8692|Hoạt động của hệ thống cơ sở chỉnh hình, phục hồi chức năng
8699|869|Hoạt động y tế khác chưa được phân vào đâu
86990|8699|Hoạt động y tế khác chưa được phân vào đâu
87|Q|Hoạt động chăm sóc, điều dưỡng tập trung
871|87|Hoạt động của các cơ sở nuôi dưỡng, điều dưỡng
8710|871|Hoạt động của các cơ sở nuôi dưỡng, điều dưỡng
87101|8710|Hoạt động của các cơ sở nuôi dưỡng, điều dưỡng thương bệnh binh
87109|8710|Hoạt động của các cơ sở nuôi dưỡng, điều dưỡng các đối tượng khác
872|87|Hoạt động chăm sóc sức khoẻ người bị thiểu năng, tâm thần và người nghiện
8720|872|Hoạt động chăm sóc sức khoẻ người bị thiểu năng, tâm thần và người nghiện
87201|8720|Hoạt động chăm sóc sức khoẻ người bị thiểu năng, tâm thần
87202|8720|Hoạt động chăm sóc sức khoẻ, cai nghiện phục hồi người nghiện
873|87|Hoạt động chăm sóc sức khoẻ người có công, người già và người khuyết tật không có khả năng tự chăm sóc
8730|873|Hoạt động chăm sóc sức khoẻ người có công, người già và người khuyết tật không có khả năng tự chăm sóc
87301|8730|Hoạt động chăm sóc sức khoẻ người có công (trừ thương bệnh binh)
87302|8730|Hoạt động chăm sóc sức khoẻ người già
87303|8730|Hoạt động chăm sóc sức khoẻ người khuyết tật
879|87|Hoạt động chăm sóc tập trung khác
8790|879|Hoạt động chăm sóc tập trung khác
87901|8790|Hoạt động chữa bệnh, phục hồi nhân phẩm cho đối tượng mại dâm
87909|8790|Hoạt động chăm sóc tập trung khác chưa được phân vào đâu
88|Q|Hoạt động trợ giúp xã hội không tập trung
881|88|Hoạt động trợ giúp xã hội không tập trung đối với người có công, thương bệnh binh, người già và người khuyết tật
8810|881|Hoạt động trợ giúp xã hội không tập trung đối với người có công, thương bệnh binh, người già và người khuyết tật
88101|8810|Hoạt động trợ giúp xã hội không tập trung đối với người có công (trừ thương bệnh binh)
88102|8810|Hoạt động trợ giúp xã hội không tập trung đối với thương bệnh binh
88103|8810|Hoạt động trợ giúp xã hội không tập trung đối với người già và người khuyết tật
889|88|Hoạt động trợ giúp xã hội không tập trung khác
8890|889|Hoạt động trợ giúp xã hội không tập trung khác
88900|8890|Hoạt động trợ giúp xã hội không tập trung khác
R||NGHỆ THUẬT, VUI CHƠI VÀ GIẢI TRÍ
90|R|Hoạt động sáng tác, nghệ thuật và giải trí
900|90|Hoạt động sáng tác, nghệ thuật và giải trí
9000|900|Hoạt động sáng tác, nghệ thuật và giải trí
90000|9000|Hoạt động sáng tác, nghệ thuật và giải trí
91|R|Hoạt động của thư viện, lưu trữ, bảo tàng và các hoạt động văn hóa khác
910|91|Hoạt động của thư viện, lưu trữ, bảo tàng và các hoạt động văn hóa khác
9101|910|Hoạt động thư viện và lưu trữ
91010|9101|Hoạt động thư viện và lưu trữ
9102|910|Hoạt động bảo tồn, bảo tàng
91020|9102|Hoạt động bảo tồn, bảo tàng
9103|910|Hoạt động của các vườn bách thảo, bách thú và khu bảo tồn tự nhiên
91030|9103|Hoạt động của các vườn bách thảo, bách thú và khu bảo tồn tự nhiên
92|R|Hoạt động xổ số, cá cược và đánh bạc
920|92|Hoạt động xổ số, cá cược và đánh bạc
9200|920|Hoạt động xổ số, cá cược và đánh bạc
92001|9200|Hoạt động xổ số
92002|9200|Hoạt động cá cược và đánh bạc
93|R|Hoạt động thể thao, vui chơi và giải trí
931|93|Hoạt động thể thao
9311|931|Hoạt động của các cơ sở thể thao
93110|9311|Hoạt động của các cơ sở thể thao
9312|931|Hoạt động của các câu lạc bộ thể thao
93120|9312|Hoạt động của các câu lạc bộ thể thao
9319|931|Hoạt động thể thao khác
93190|9319|Hoạt động thể thao khác
932|93|Hoạt động vui chơi giải trí khác
9321|932|Hoạt động của các công viên vui chơi và công viên theo chủ đề
93210|9321|Hoạt động của các công viên vui chơi và công viên theo chủ đề
9329|932|Hoạt động vui chơi giải trí khác chưa được phân vào đâu
93290|9329|Hoạt động vui chơi giải trí khác chưa được phân vào đâu
S||HOẠT ĐỘNG DỊCH VỤ KHÁC
94|S|Hoạt động của các hiệp hội, tổ chức khác
941|94|Hoạt động của các hiệp hội kinh doanh, nghiệp chủ và nghề nghiệp
9411|941|Hoạt động của các hiệp hội kinh doanh và nghiệp chủ
94110|9411|Hoạt động của các hiệp hội kinh doanh và nghiệp chủ
9412|941|Hoạt động của các hội nghề nghiệp
94120|9412|Hoạt động của các hội nghề nghiệp
942|94|Hoạt động của công đoàn
9420|942|Hoạt động của công đoàn
94200|9420|Hoạt động của công đoàn
949|94|Hoạt động của các tổ chức khác
9491|949|Hoạt động của các tổ chức tôn giáo
94910|9491|Hoạt động của các tổ chức tôn giáo
9499|949|Hoạt động của các tổ chức khác chưa được phân vào đâu
94990|9499|Hoạt động của các tổ chức khác chưa được phân vào đâu
95|S|Sửa chữa máy vi tính, đồ dùng cá nhân và gia đình
951|95|Sửa chữa máy vi tính và thiết bị liên lạc
9511|951|Sửa chữa máy vi tính và thiết bị ngoại vi
95110|9511|Sửa chữa máy vi tính và thiết bị ngoại vi
9512|951|Sửa chữa thiết bị liên lạc
95120|9512|Sửa chữa thiết bị liên lạc
952|95|Sửa chữa đồ dùng cá nhân và gia đình
9521|952|Sửa chữa thiết bị nghe nhìn điện tử gia dụng
95210|9521|Sửa chữa thiết bị nghe nhìn điện tử gia dụng
9522|952|Sửa chữa thiết bị, đồ dùng gia đình
95220|9522|Sửa chữa thiết bị, đồ dùng gia đình
9523|952|Sửa chữa giày, dép, hàng da và giả da
95230|9523|Sửa chữa giày, dép, hàng da và giả da
9524|952|Sửa chữa giường, tủ, bàn, ghế và đồ nội thất tương tự
95240|9524|Sửa chữa giường, tủ, bàn, ghế và đồ nội thất tương tự
9529|952|Sửa chữa xe đạp, đồng hồ, đồ dùng cá nhân và gia đình khác chưa được phân vào đâu
95290|9529|Sửa chữa xe đạp, đồng hồ, đồ dùng cá nhân và gia đình khác chưa được phân vào đâu
96|S|Hoạt động dịch vụ phục vụ cá nhân khác
961|96|Dịch vụ tắm hơi, massage và các dịch vụ tăng cường sức khỏe tương tự (trừ hoạt động thể thao)
9610|961|Dịch vụ tắm hơi, massage và các dịch vụ tăng cường sức khỏe tương tự (trừ hoạt động thể thao)
96100|9610|Dịch vụ tắm hơi, massage và các dịch vụ tăng cường sức khỏe tương tự (trừ hoạt động thể thao)
962|96|Giặt là, làm sạch các sản phẩm dệt và lông thú
9620|962|Giặt là, làm sạch các sản phẩm dệt và lông thú
96200|9620|Giặt là, làm sạch các sản phẩm dệt và lông thú
963|96|Hoạt động dịch vụ phục vụ cá nhân khác chưa được phân vào đâu
9631|963|Cắt tóc, làm đầu, gội đầu
96310|9631|Cắt tóc, làm đầu, gội đầu
9632|963|Hoạt động dịch vụ phục vụ tang lễ
96320|9632|Hoạt động dịch vụ phục vụ tang lễ
9633|963|Hoạt động dịch vụ phục vụ hôn lễ
96330|9633|Hoạt động dịch vụ phục vụ hôn lễ
9639|963|Hoạt động dịch vụ phục vụ cá nhân khác còn lại chưa được phân vào đâu
96390|9639|Hoạt động dịch vụ phục vụ cá nhân khác còn lại chưa được phân vào đâu
T||HOẠT ĐỘNG LÀM THUÊ CÁC CÔNG VIỆC TRONG CÁC HỘ GIA ĐÌNH, SẢN XUẤT SẢN PHẨM VẬT CHẤT VÀ DỊCH VỤ TỰ TIÊU DÙNG CỦA HỘ GIA ĐÌNH
97|T|Hoạt động làm thuê công việc gia đình trong các hộ gia đình
970|97|Hoạt động làm thuê công việc gia đình trong các hộ gia đình
9700|970|Hoạt động làm thuê công việc gia đình trong các hộ gia đình
97000|9700|Hoạt động làm thuê công việc gia đình trong các hộ gia đình
98|T|Hoạt động sản xuất sản phẩm vật chất và dịch vụ tự tiêu dùng của hộ gia đình
981|98|Hoạt động sản xuất các sản phẩm vật chất tự tiêu dùng của hộ gia đình
9810|981|Hoạt động sản xuất các sản phẩm vật chất tự tiêu dùng của hộ gia đình
98100|9810|Hoạt động sản xuất các sản phẩm vật chất tự tiêu dùng của hộ gia đình
982|98|Hoạt động sản xuất các sản phẩm dịch vụ tự tiêu dùng của hộ gia đình
9820|982|Hoạt động sản xuất các sản phẩm dịch vụ tự tiêu dùng của hộ gia đình
98200|9820|Hoạt động sản xuất các sản phẩm dịch vụ tự tiêu dùng của hộ gia đình
U||HOẠT ĐỘNG CỦA CÁC TỔ CHỨC VÀ CƠ QUAN QUỐC TẾ
99|U|Hoạt động của các tổ chức và cơ quan quốc tế
990|99|Hoạt động của các tổ chức và cơ quan quốc tế
9900|990|Hoạt động của các tổ chức và cơ quan quốc tế
99000|9900|Hoạt động của các tổ chức và cơ quan quốc tế$list$, '\n') as line) lines;

-- 2018|2025…, a part marked “*” as the table marks it.
insert into industry_correspondence (from_code, to_code, partial, annex)
select part[1], rtrim(target, '*'), target like '%*', case when part[1] = '4721' and target = '4721*' then 'I' else 'II' end
  from (select regexp_split_to_array(line, '\|') as part
          from regexp_split_to_table($list$A|A
01|01
011|011
0111|0111
01110|01110
0112|0112
01120|01120
0113|0113
01130|01130
0114|0114
01140|01140
0115|0115
01150|01150
0116|0116
01160|01160
0117|0117
01170|01170
0118|0118
01181|01181
01182|01182
01183|01183
0119|0119
01191|01191
01192|01192
01199|01199
012|012
0121|0121
01211|01211
01212|01212
01213|01213
01214|01214
01215|01215
01219|01219
0122|0122
01220|01220
0123|0123
01230|01230
0124|0124
01240|01240
0125|0125
01250|01250
0126|0126
01260|01260
0127|0127
01270|01270
0128|0128
01281|01281
01282|01282
0129|0129
01291|01291
01299|01299
013|013
0131|0130*
01310|01301
0132|0130*
01320|01302
014|014
0141|0141
01411|01411
01412|01412
0142|0142
01421|01421
01422|01422
0144|0144
01441|01441
01442|01442
0145|0145
01451|01451
01452|01452
0146|0146
01461|01461
01462|01462
01463|01463
01469|01469
0149|0149
01490|01490
015|015
0150|0150
01500|01500
016|016
0161|0161
01610|01610
0162|0162
01620|01620
0163|0163
01630|01630
0164|0164
01640|01640
017|017
0170|0170
01700|01700
02|02
021|021
0210|0210
02101|02101
02102|02102
02103|02103
02104|02104
022|022
0220|0220
02200|02200
023|023
0231|0230*
02310|02301
0232|0230*
02320|02302
024|024
0240|0240
02400|02400
03|03
031|031* 033*
0311|0311* 0331*
03110|03110* 03310*
0312|0312* 0331*
03120|03120* 03310*
032|032* 033*
0321|0321* 0332*
03211|03211* 03320*
03212|03212* 03320*
03213|03213* 03320*
03214|03214* 03320*
0322|0322* 0332*
03221|03221* 03320*
03222|03222* 03320*
03223|03223* 03320*
03224|03224* 03320*
G|G* J* T*
45|46* 47* 95*
451|461* 466* 478* 479*
4511|4661
45111|46611
45119|46619
4512|4781
45120|47811
4513|4610* 4790*
45131|46101* 46102* 46103* 47900*
45139|46101* 46102* 46103* 47900*
452|953* 954*
4520|9531* 9540*
45200|95310* 95400*
453|461* 466* 478* 479*
4530|4610* 4662* 4782* 4790*
45301|46620
45302|47820
45303|46101* 46102* 46103* 47900*
454|461* 466* 478* 479* 953* 954*
4541|4610* 4663* 4783* 4790*
45411|46631
45412|47831
45413|46101* 46102* 46103* 47900*
4542|9532* 9540*
45420|95320* 95400*
4543|4610* 4663* 4783* 4790*
45431|46632
45432|47832
45433|46101* 46102* 46103* 47900*
46|46*
461|461*
4610|4610*
46101|46101*
46102|46102*
46103|46103*
462|462
4620|4620
46201|46201
46202|46202
46203|46203
46204|46204
46209|46209
463|463
4631|4631
46310|46310
4632|4632
46321|46321
46322|46322
46323|46323
46324|46324
46325|46325
46326|46326
46329|46329
4633|4633
46331|46331
46332|46332
4634|4634
46340|46340
464|464*
4641|4641* 4642*
46411|46411
46412|46412* 46422*
46413|46413
46414|46414
4649|4642* 4649*
46491|46491
46492|46492
46493|46493
46494|46494
46495|46423* 46495*
46496|46421* 46496*
46497|46497
46498|46498
46499|46499*
465|464* 465*
4651|4651
46510|46510
4652|4652
46520|46520
4653|4653
46530|46530
4659|4642* 4649* 4659*
46591|46591
46592|46592
46593|46593
46594|46421* 46594*
46595|46595
46599|46499* 46599*
466|467
4661|4671
46611|46711
46612|46712
46613|46713
46614|46714
4662|4672
46621|46721
46622|46722
46623|46723
46624|46724
4663|4673
46631|46731
46632|46732
46633|46733
46634|46734
46635|46735
46636|46736
46637|46737
46639|46739
4669|4679
46691|46791
46692|46792
46693|46793
46694|46794
46695|46795
46696|46796
46697|46797
46699|46799
469|469
4690|4690
46900|46900
47|47* 60*
471|471* 479*
4711|4711* 4790*
47111|47110* 47900*
47112|47110* 47900*
47119|47110* 47900*
4719|4719* 4790*
47191|47190* 47900*
47192|47190* 47900*
47199|47190* 47900*
472|472* 479*
4721|4721* 4790*
47210|47210* 47900*
4722|4722* 4790*
47221|47221* 47900*
47222|47222* 47900*
47223|47223* 47900*
47224|47224* 47900*
47229|47229* 47900*
4723|4723* 4790*
47230|47230* 47900*
4724|4724* 4790*
47240|47240* 47900*
473|473* 479*
4730|4730* 4790*
47300|47300* 47900*
474|474* 479*
4741|4740* 4790*
47411|47400* 47900*
47412|47400* 47900*
4742|4740* 4790*
47420|47400* 47900*
475|475* 479*
4751|4751* 4790*
47511|47511* 47900*
47519|47519* 47900*
4752|4752* 4790*
47521|47521* 47900*
47522|47522* 47900*
47523|47523* 47900*
47524|47524* 47900*
47525|47525* 47900*
47529|47529* 47900*
4753|4753* 4790*
47530|47530* 47900*
4759|4759* 4790*
47591|47591* 47900*
47592|47592* 47900*
47593|47593* 47900*
47594|47594* 47900*
47599|47599* 47900*
476|476* 479*
4761|4761* 4790*
47610|47610* 47900*
4762|4769* 4790*
47620|47690* 47900*
4763|4762* 4790*
47630|47620* 47900*
4764|4763* 4790*
47640|47630* 47900*
477|477* 478* 479*
4771|4771* 4790*
47711|47711* 47900*
47712|47712* 47900*
47713|47713* 47900*
4772|4772* 4790*
47721|47721* 47900*
47722|47722* 47900*
47723|47723* 47900*
4773|4773* 4781* 4790*
47731|47731* 47900*
47732|47732* 47900*
47733|47733* 47900*
47734|47734 47900*
47735|47735 47900*
47736|47736 47900*
47737|47737 47900*
47738|47738* 47900*
47739|47739* 47819* 47900*
4774|4774* 4781* 4790*
47741|47741* 47900*
47749|47749* 47819* 47900*
478|472* 474* 475* 476* 477* 479*
4781|4721* 4722* 4723* 4724* 4790*
47811|47210* 47900*
47812|47224* 47900*
47813|47230* 47900*
47814|47240* 47900*
47815|47221* 47900*
47816|47222* 47900*
47817|47223* 47900*
47818|47229* 47900*
47819|47229* 47900*
4782|4751* 4771* 4790*
47821|47511* 47519* 47900*
47822|47711* 47900*
47823|47712* 47900*
4783|4740* 4790*
47830|47400* 47900*
4784|4752* 4753* 4759* 4790*
47841|47521* 47522* 47523* 47524* 47525* 47529* 47900*
47842|47530* 47900*
47843|47591* 47592* 47593* 47594* 47599* 47900*
4785|4761* 4762* 4763* 4769* 4790*
47850|47610* 47620* 47630* 47690* 47900*
4789|4759* 4772* 4773* 4774* 4790*
47891|47722* 47900*
47892|47593* 47900*
47893|47731* 47900*
47894|47732* 47900*
47895|47733* 47900*
47896|47736* 47900*
47897|47738* 47900*
47898|47741* 47749* 47900*
47899|47739* 47900*
479|471* 472* 474* 475* 476* 477* 479* 603*
4791|4711* 4719* 4721* 4722* 4723* 4724* 4740* 4751* 4752* 4753* 4759* 4761* 4762* 4763* 4769* 4771* 4772* 4774* 4790* 6039*
47910|47110* 47190* 47210* 47221* 47222* 47223* 47224* 47229* 47230* 47240* 47400* 47511* 47519* 47521* 47522* 47523* 47524* 47525* 47529* 47530* 47591* 47592* 47593* 47594* 47599* 47610* 47620* 47630* 47690* 47711* 47712* 47713* 47722* 47741* 47749* 47900* 60390*
4799|4711* 4719* 4721* 4722* 4723* 4724* 4740* 4751* 4752* 4753* 4759* 4761* 4762* 4763* 4769* 4771* 4772* 4774* 4790*
47990|47110* 47190* 47210* 47221* 47222* 47223* 47224* 47229* 47230* 47240* 47400* 47511* 47519* 47521* 47522* 47523* 47524* 47525* 47529* 47530* 47591* 47592* 47593* 47594* 47599* 47610* 47620* 47630* 47690* 47711* 47712* 47713* 47722* 47741* 47749* 47900*
H|H
49|49
491|491*
4911|4911*
49110|49111
4912|4912
49120|49120
492|492
4921|4921
49210|49210
4922|4922
49220|49220
4929|4929
49290|49290
493|491* 493*
4931|4911* 4931*
49311|49112
49312|49311
49313|49312
49319|49319
4932|4932
49321|49321
49329|49329
4933|4933
49331|49331
49332|49332
49333|49333
49334|49334
49339|49339
494|494
4940|4940
49400|49400
50|50
501|501
5011|5011
50111|50111
50112|50112
5012|5012
50121|50121
50122|50122
502|502
5021|5021
50211|50211
50212|50212
5022|5022
50221|50221
50222|50222
51|51
511|511
5110|5110
51101|51101
51109|51109
512|512
5120|5120
51201|51201
51209|51209
52|52
521|521
5210|5210
52101|52101
52102|52102
52109|52109
522|522* 523*
5221|5221* 5231* 5232*
52210|52210* 52310* 52320*
5222|5222* 5231* 5232*
52221|52221* 52310* 52320*
52222|52222* 52310* 52320*
52223|52223* 52310* 52320*
52224|52224* 52310* 52320*
5223|5223* 5231* 5232*
52231|52231* 52310* 52320*
52232|52232* 52310* 52320*
52239|52239* 52310* 52320*
5224|5224* 5231*
52241|52241* 52310*
52242|52242* 52310*
52243|52243* 52310*
52244|52244* 52310*
52245|52245* 52310*
52249|52249* 52310*
5225|5225* 5231* 5232*
52251|52251* 52310* 52320*
52252|52252* 52310* 52320*
52253|52253* 52310* 52320*
52259|52259* 52310* 52320*
5229|5229* 5231* 5232*
52291|52290* 52310* 52320*
52292|52290* 52310* 52320*
52299|52290* 52310* 52320*
53|53
531|531* 533*
5310|5310* 5330*
53100|53100* 53300*
532|532* 533*
5320|5320* 5330*
53200|53200* 53300*
I|I
55|55
551|551* 552* 553*
5510|5510* 5520* 5530*
55101|55100* 55300*
55102|55201* 55300*
55103|55202* 55300*
55104|55203* 55300*
559|553* 559*
5590|5530* 5590*
55901|55300* 55901*
55902|55300* 55902*
55909|55300* 55909*
56|56
561|561* 564*
5610|5610* 5640*
56101|56101* 56400*
56102|56102* 56400*
56109|56109* 56400*
562|562* 564*
5621|5621* 5640*
56210|56210* 56400*
5629|5629* 5640*
56290|56290* 56400*
563|563* 564*
5630|5630* 5640*
56301|56301* 56400*
56302|56302* 56400*
56309|56309* 56400*
J|J* K*
58|58
581|581
5811|5811
58111|58110*
58112|58110*
5812|5819*
58121|58190*
58122|58190*
5813|5812* 5813*
58131|58120* 58130*
58132|58120* 58130*
5819|5819*
58191|58190*
58192|58190*
582|582
5820|5821* 5829*
58200|58210* 58291* 58292* 58299*
59|59* 60*
591|591*
5911|5911
59111|59111
59112|59112
59113|59113
5912|5912*
59120|59120*
5913|5913
59130|59130
5914|5914
59141|59141
59142|59142
592|592* 601*
5920|5920* 6010*
59200|59200* 60100*
60|60*
601|601*
6010|6010*
60100|60100*
602|602
6021|6020*
60210|60201* 60202*
6022|6020*
60220|60201* 60202* 60203*
61|61
611|611* 612*
6110|6110* 6120*
61101|61100*
61102|61201* 61202*
612|611* 612*
6120|6110* 6120*
61201|61100*
61202|61201* 61202*
613|611* 612*
6130|6110* 6120*
61300|61100* 61201* 61202*
619|612* 619*
6190|6120* 6190*
61901|61201*
61909|61202* 61900*
62|62
620|621* 622* 629*
6201|6211* 6219*
62010|62110* 62190*
6202|6220
62020|62200
6209|6290
62090|62900
63|59* 60* 63*
631|591* 592* 603* 631* 639*
6311|5912* 5920* 6310*
63110|59120* 59200* 63100*
6312|6039* 6390*
63120|60390* 63901*
639|603* 639*
6391|6031
63910|60310
6399|6390*
63990|63909
K|L
64|64
641|641
6411|6411
64110|64110
6419|6419
64190|64190
642|642
6420|6421* 6422*
64200|64210* 64220*
643|643
6430|6431* 6432* 6433*
64300|64310* 64320* 64330*
649|649
6491|6491
64910|64910
6492|6492* 6495*
64920|64920* 64950*
6499|6493* 6494* 6499*
64990|64930* 64940* 64990*
65|65
651|651
6511|6511
65110|65110
6512|6512
65120|65120
6513|6513
65131|65130*
65139|65130*
652|652
6520|6520
65200|65200
653|653
6530|6530
65300|65300
66|66
661|661
6611|6611
66110|66110
6612|6612
66120|66121* 66122* 66129*
6619|6619
66190|66190
662|662
6621|6621
66210|66210
6622|6622
66220|66220
6629|6629
66290|66290
663|663
6630|6630
66300|66300
69|69
691|691
6910|6910
69101|69101
69102|69102
69109|69109
692|692
6920|6920
69200|69201* 69202* 69203* 69209*
70|70* 73*
701|701
7010|7010
70100|70100
702|702* 733*
7020|7020* 7330*
70200|70200* 73300*
N|O
77|77
771|771* 775*
7710|7710* 7750*
77101|77101* 77500*
77109|77109* 77500*
772|772* 775*
7721|7721* 7750*
77210|77210* 77500*
7722|7729* 7750*
77220|77290* 77500*
7729|7729* 7750*
77290|77290* 77500*
773|773* 775*
7730|7730* 7750*
77301|77301* 77500*
77302|77302* 77500*
77303|77303* 77500*
77304|77304* 77500*
77305|77305* 77500*
77309|77309* 77500*
774|774* 775*
7740|7740* 7750*
77400|77400* 77500*
78|78
781|781
7810|7810
78100|78100
782|782*
7820|7821
78200|78210
783|782*
7830|7822
78301|78221
78302|78222
79|79* 82*
791|791
7911|7911
79110|79110
7912|7912
79120|79120
799|799* 824*
7990|7990* 8240*
79900|79900* 82400*
80|80
801|801*
8010|8011*
80100|80110*
802|801*
8020|8019
80200|80190
803|801*
8030|8011*
80300|80110*
81|81
811|811
8110|8110
81100|81100
812|812
8121|8121
81210|81210
8129|8129
81290|81290
813|813
8130|8130
81300|81300
82|82
821|821
8211|8210*
82110|82100*
8219|8210*
82191|82100*
82199|82100*
822|822
8220|8220
82200|82200
823|823* 824*
8230|8230* 8240*
82300|82300* 82400*
829|824* 829*
8291|8291
82910|82910
8292|8292
82920|82920
8299|8240* 8299*
82990|82400* 82990*
O|P
84|84
841|841
8411|8411
84111|84111
84112|84112
8412|8412* 8413*
84120|84120* 84130*
8413|8414
84130|84140
842|842
8421|8421
84210|84210
8422|8422
84220|84220
8423|8423
84230|84230
843|843
8430|8430
84300|84300
P|Q
85|85
851|851
8511|8511
85110|85110
8512|8512
85120|85120
852|852
8521|8521
85210|85210
8522|8522
85220|85220
8523|8523
85230|85230
853|853
8531|8531
85310|85310
8532|8532
85320|85320
8533|8533
85330|85330
854|854
8541|8541
85410|85410
8542|8542
85420|85420
8543|8543
85430|85430
855|855* 856*
8551|8551
85510|85510
8552|8552
85520|85520
8559|8553* 8554* 8559* 8561*
85590|85530* 85540* 85590* 85610*
856|856*
8560|8561* 8569*
85600|85610* 85690*
Q|R
86|86
861|861
8610|8610
86101|86101
86102|86102
862|862
8620|8620
86201|86201
86202|86202
869|869
8691|8692
86910|86920
8692|8693
86920|86930
8699|8691* 8699*
86990|86910* 86990*
87|87
871|871* 879*
8710|8710* 8791*
87101|87101
87109|87109* 87910*
872|872* 879*
8720|8720* 8791*
87201|87201* 87910*
87202|87202* 87910*
873|873* 879*
8730|8730* 8791*
87301|87301
87302|87302* 87910*
87303|87303* 87910*
879|879
8790|8791* 8799*
87901|87991
87909|87910* 87999*
88|88
881|881
8810|8810
88101|88101
88102|88102
88103|88103
889|889
8890|8890
88900|88900
R|S
90|90* 91*
900|901* 902* 903* 913*
9000|9011* 9012* 9019* 9020* 9031* 9039* 9130*
90000|90110* 90120* 90190* 90200* 90310* 90390* 91300*
91|91*
910|911* 912* 914*
9101|9111* 9112*
91010|91110* 91120*
9102|9121* 9122*
91020|91210* 91220*
9103|9141* 9142*
91030|91410* 91420*
92|92
920|920
9200|9200
92001|92001
92002|92002
93|93
931|931
9311|9311
93110|93110
9312|9312
93120|93120
9319|9319
93190|93190
932|932
9321|9321
93210|93210
9329|9329
93290|93290
S|T
94|94
941|941
9411|9411
94110|94110
9412|9412
94120|94120
942|942
9420|9420
94200|94200
949|949
9491|9491
94910|94910
9499|9499
94990|94990
95|95
951|951* 954*
9511|9510* 9540*
95110|95100* 95400*
9512|9510* 9540*
95120|95100* 95400*
952|952* 954*
9521|9521* 9540*
95210|95210* 95400*
9522|9522* 9540*
95220|95220* 95400*
9523|9523* 9540*
95230|95230* 95400*
9524|9524* 9540*
95240|95240* 95400*
9529|9529* 9540*
95290|95290* 95400*
96|96
961|962* 964*
9610|9623* 9640*
96100|96230* 96400*
962|961* 964*
9620|9610* 9640*
96200|96100* 96400*
963|962* 963* 964* 969*
9631|9621* 9622* 9640*
96310|96210* 96220* 96400*
9632|9630* 9640*
96320|96300* 96400*
9633|9640* 9690*
96330|96400* 96901*
9639|9640* 9690*
96390|96400* 96909*
T|U
97|97
970|970
9700|9700
97000|97000
98|98
981|981
9810|9810
98100|98100
982|982
9820|9820
98200|98200
U|V
99|99
990|990
9900|9900
99000|99000$list$, '\n') as line) lines,
       regexp_split_to_table(part[2], ' ') as target;
