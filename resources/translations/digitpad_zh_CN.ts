<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>Validation split: share of the digits held out, whole writers where they are known. The network never trains on them, so their error estimates the error on new digits.</source>
        <translation>验证集比例：留出的数字所占比例；已知书写者时，留出整个书写者的数字。网络不用它们训练，因此其错误率可估计在新数字上的错误率。</translation>
    </message>
    <message>
        <source>Initialize from the weights of this model (fine-tuning). A low learning rate preserves what it has learned.</source>
        <translation>以该模型的权重初始化（微调）。较低的学习率可保留它已学到的知识。</translation>
    </message>
    <message>
        <source>Units per hidden layer. More units tell more handwriting styles apart, but train slower; 0 removes the second layer.</source>
        <translation>每个隐藏层的单元数。单元越多，能区分的笔迹越多，但训练越慢；0 表示去掉第二层。</translation>
    </message>
    <message>
        <source>Epochs: passes over the training data. More epochs learn more, but take longer.</source>
        <translation>轮次：遍历训练数据的次数。轮次越多学得越多，但耗时越长。</translation>
    </message>
    <message>
        <source>Batch size: digits per update step. Larger batches give smoother gradients, but fewer steps per epoch.</source>
        <translation>批大小：每次参数更新所用的数字个数。批越大，梯度越平滑，但每轮更新次数越少。</translation>
    </message>
    <message>
        <source>Optimizer: how an update step is made from the gradient. SGD is gradient descent with momentum 0.9. Adam adapts the step size of each weight and is less sensitive to the learning rate.</source>
        <translation>优化器：由梯度计算参数更新的方法。SGD 是动量为 0.9 的梯度下降。Adam 为每个权重调整步长，对学习率较不敏感。</translation>
    </message>
    <message>
        <source>Initial learning rate: the step size, which decays during training. Too high, and the loss diverges; too low, and training is slow. For SGD, try 0.1.</source>
        <translation>初始学习率：步长，训练中逐渐减小。过高则损失发散，过低则训练缓慢。SGD 可试 0.1。</translation>
    </message>
    <message>
        <source>L2 regularization: weight decay, which reduces overfitting. Try 0.0001.</source>
        <translation>L2 正则化：即权重衰减，可减轻过拟合。可试 0.0001。</translation>
    </message>
    <message>
        <source>Label smoothing: share of each target that is spread over all classes. It prevents overconfidence.</source>
        <translation>标签平滑：每个目标中分摊到所有类别的比例。可防止过度自信。</translation>
    </message>
    <message>
        <source>Fine-tune without forgetting (distillation): the target is the initial model&apos;s probabilities where it predicts a digit correctly, else the label. See Hinton, Vinyals and Dean (2015) and Li and Hoiem (2016).</source>
        <translation>微调而不遗忘（蒸馏）：初始模型预测正确时，以它的概率为目标，否则以标签为目标。参见 Hinton、Vinyals、Dean（2015）和 Li、Hoiem（2016）。</translation>
    </message>
    <message>
        <source>Data augmentation: randomly distort each digit in every epoch. Repeated strokes are redrawn, so the network never sees the same image twice.</source>
        <translation>数据增强：每一轮都对每个数字随机变形。重复的笔画会重新绘制，因此网络不会两次看到相同的图像。</translation>
    </message>
    <message>
        <source>Non-digit samples per epoch: generated scribbles, letters and shapes with a uniform target. They make the model uncertain about what is no digit. Try 5% of the digits.</source>
        <translation>每轮的非数字样本：生成的涂鸦、字母和图形，目标为均匀分布。它们使模型对非数字保持不确定。可取数字个数的 5%。</translation>
    </message>
    <message>
        <source>Random seed: fixes initial weights, shuffling and augmentation. The same seed, digits and settings give the same network.</source>
        <translation>随机种子：固定初始权重、打乱顺序和数据增强。种子、数字和设置相同，得到的网络也相同。</translation>
    </message>
    <message>
        <source>Nothing was learned: every digit is labeled {label}. Use digits of several labels; if the file has others, name the column of labels.</source>
        <translation>没有学到东西：每个数字的标签都是 {label}。请使用有多种标签的数字；如果文件中有其他标签，请指明标签列。</translation>
    </message>
    <message>
        <source>Nothing was learned: all {count:,} validation digits are predicted as {digit}.</source>
        <translation>没有学到东西：全部 {count:,} 个验证数字都被预测为 {digit}。</translation>
    </message>
    <message>
        <source>Nothing was learned: the loss is {loss:.4g}, while guessing has {guessing:.2f}.</source>
        <translation>没有学到东西：损失为 {loss:.4g}，而随机猜测为 {guessing:.2f}。</translation>
    </message>
    <message>
        <source>Nothing was learned: {error:.0%} of the validation digits are misclassified, as by guessing.</source>
        <translation>没有学到东西：{error:.0%} 的验证数字被误分类，与随机猜测相当。</translation>
    </message>
    <message>
        <source>The image values are at most {largest}, while ink is 255: scale them to 0 to 255.</source>
        <translation>图像的值最大为 {largest}，而墨迹应为 255：请缩放到 0 到 255。</translation>
    </message>
    <message>
        <source>The learning rate was too high: try a tenth of it.</source>
        <translation>学习率过高：请试用其十分之一。</translation>
    </message>
    <message>
        <source>Try another learning rate, ten times lower or higher, and check that the labels are correct.</source>
        <translation>请试用低十倍或高十倍的学习率，并检查标签是否正确。</translation>
    </message>
    <message>
        <source>Loading {name}</source>
        <translation>正在加载 {name}</translation>
    </message>
    <message>
        <source>Generating non-digits</source>
        <translation>正在生成非数字样本</translation>
    </message>
    <message>
        <source>Rendering strokes</source>
        <translation>正在绘制笔画</translation>
    </message>
    <message>
        <source>Preparing reference digits</source>
        <translation>正在准备参考数字</translation>
    </message>
    <message>
        <source>Predicting reference digits</source>
        <translation>正在预测参考数字</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>正在学习</translation>
    </message>
    <message>
        <source>{label}: was {before}, now {after}</source>
        <translation>{label}：原 {before}，现 {after}</translation>
    </message>
    <message>
        <source>Label {label}: was {before}, now {after}</source>
        <translation>标签 {label}：原预测 {before}，现预测 {after}</translation>
    </message>
    <message>
        <source>You may want to keep the current model.</source>
        <translation>建议保留当前模型。</translation>
    </message>
    <message>
        <source>Digits</source>
        <comment>which</comment>
        <translation>评估数据</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>训练前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>训练后</translation>
    </message>
    <message>
        <source>Fixed: {n:,} · {digits}</source>
        <translation>已修正：{n:,} · {digits}</translation>
    </message>
    <message>
        <source>Newly misclassified: {n:,} · {digits}</source>
        <translation>新增误分类：{n:,} · {digits}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>{name}: {before:,} of {count:,} misclassified before, {after:,} now</source>
        <translation>{name}：共 {count:,} 个，训练前误分类 {before:,} 个，现在 {after:,} 个</translation>
    </message>
    <message>
        <source>&amp;Retrain…</source>
        <translation>重新训练(&amp;R)…</translation>
    </message>
    <message>
        <source>Train a network on datasets that you select (Ctrl+R)</source>
        <translation>用选定的数据集训练网络（Ctrl+R）</translation>
    </message>
    <message>
        <source>First use or discard the model that Learn now has taught, on the Draw tab.</source>
        <translation>请先在“绘制”标签页使用或放弃“立即学习”得到的模型。</translation>
    </message>
    <message>
        <source>My digits is being learned. Train after that, or cancel it on the Draw tab.</source>
        <translation>正在学习“我的数字”。请等它结束，或在“绘制”标签页取消。</translation>
    </message>
    <message>
        <source>Resume unfinished training (epoch {done} of {epochs})?</source>
        <translation>继续未完成的训练（第 {done} / {epochs} 轮）？</translation>
    </message>
    <message>
        <source>Training finished ({epochs} epochs). Show results?</source>
        <translation>训练已完成（{epochs} 轮）。查看结果？</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>查看(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>放弃(&amp;D)…</translation>
    </message>
    <message>
        <source>Unsaved changes could not be backed up: {error}</source>
        <translation>未保存的更改无法备份：{error}</translation>
    </message>
    <message>
        <source>Unsaved changes of the last session cannot be recovered: their file is damaged. It is now {path}.</source>
        <translation>上次未保存的更改无法恢复：其文件已损坏，现位于 {path}。</translation>
    </message>
    <message>
        <source>Unsaved changes of the last session cannot be read: {error}</source>
        <translation>无法读取上次未保存的更改：{error}</translation>
    </message>
    <message>
        <source>Changes to 1 digit of &quot;{name}&quot; were not saved when the program ended. Open the dataset with this change?</source>
        <translation>程序结束时，“{name}”中 1 个数字的更改尚未保存。打开数据集并恢复此更改吗？</translation>
    </message>
    <message>
        <source>Changes to {n:,} digits of &quot;{name}&quot; were not saved when the program ended. Open the dataset with these changes?</source>
        <translation>程序结束时，“{name}”中 {n:,} 个数字的更改尚未保存。打开数据集并恢复这些更改吗？</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
    <message>
        <source>Another program changed 1 digit of &quot;{name}&quot; since you changed it ({files}). Use your change, or keep what is in the file?</source>
        <translation>在你更改之后，另一个程序更改了“{name}”中的 1 个数字（{files}）。使用你的更改，还是保留文件中的内容？</translation>
    </message>
    <message>
        <source>Another program changed {n:,} digits of &quot;{name}&quot; since you changed them ({files}). Use your changes, or keep what is in the files?</source>
        <translation>在你更改之后，另一个程序更改了“{name}”中的 {n:,} 个数字（{files}）。使用你的更改，还是保留文件中的内容？</translation>
    </message>
    <message>
        <source>&amp;Keep the file&apos;s</source>
        <translation>保留文件中的内容(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Keep the files&apos;</source>
        <translation>保留文件中的内容(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Use mine</source>
        <translation>使用我的更改(&amp;U)</translation>
    </message>
    <message>
        <source>1 change could not be recovered: the digit is gone ({files}).</source>
        <translation>1 处更改无法恢复：对应的数字已不存在（{files}）。</translation>
    </message>
    <message>
        <source>{n:,} changes could not be recovered: the digits are gone ({files}).</source>
        <translation>{n:,} 处更改无法恢复：对应的数字已不存在（{files}）。</translation>
    </message>
    <message>
        <source>Discard this training? It cannot be resumed afterwards.</source>
        <translation>放弃这次训练？放弃后无法继续。</translation>
    </message>
    <message>
        <source>Training in progress. Quit and resume next time?</source>
        <translation>训练正在进行。退出并在下次继续？</translation>
    </message>
    <message>
        <source>Training is about to start. Quit and cancel it?</source>
        <translation>训练即将开始。退出并取消训练？</translation>
    </message>
    <message>
        <source>Training in progress, without a checkpoint. Quit and lose it?</source>
        <translation>训练正在进行，且没有检查点。退出并丢弃它？</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit without saving</source>
        <translation>不保存并退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Save the new model before you quit?</source>
        <translation>退出前保存新模型？</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Epoch {n}</source>
        <translation>轮次 {n}</translation>
    </message>
    <message>
        <source>Best: epoch {n}</source>
        <translation>最佳：第 {n} 轮</translation>
    </message>
    <message>
        <source>Training</source>
        <comment>curve</comment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <comment>curve</comment>
        <translation>验证</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>阶跃</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Forward pass</source>
        <translation>前向传播</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Backward pass</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <source>Parameter update</source>
        <translation>参数更新</translation>
    </message>
    <message>
        <source>Affine 1</source>
        <translation>仿射层 1</translation>
    </message>
    <message>
        <source>Affine 2</source>
        <translation>仿射层 2</translation>
    </message>
    <message>
        <source>Affine 3</source>
        <translation>仿射层 3</translation>
    </message>
    <message>
        <source>Affine 4</source>
        <translation>仿射层 4</translation>
    </message>
    <message>
        <source>Affine 5</source>
        <translation>仿射层 5</translation>
    </message>
    <message>
        <source>The step function is flat: what is below it cannot learn.</source>
        <translation>阶跃函数处处平坦：它之前的各层无法学习。</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>p = exp(y) / Σ exp(y), for each row</source>
        <translation>p = exp(y) / Σ exp(y)，逐行计算</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>L1 regularization</source>
        <translation>L1 正则化</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Validation error</source>
        <translation>验证错误率</translation>
    </message>
    <message>
        <source>Error (%)</source>
        <translation>错误率（%）</translation>
    </message>
    <message>
        <source>Cross-entropy. The training loss is often higher: it is measured on augmented digits with smoothed labels, batch by batch.</source>
        <translation>交叉熵。训练损失往往更高：它逐批计算，使用增强后的数字和平滑后的标签。</translation>
    </message>
    <message>
        <source>Starts with the first batch</source>
        <translation>第一批训练后开始显示</translation>
    </message>
    <message>
        <source>Starts with the first epoch</source>
        <translation>第一轮结束后开始显示</translation>
    </message>
    <message>
        <source>looks faint</source>
        <translation>似乎过淡</translation>
    </message>
    <message>
        <source>looks transposed</source>
        <translation>似乎被转置</translation>
    </message>
    <message>
        <source>looks inverted</source>
        <translation>似乎被反色</translation>
    </message>
    <message>
        <source>looks wrong</source>
        <translation>似乎有误</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Select datasets to train on; Delete removes one that you added.</source>
        <translation>选择用于训练的数据集；按 Delete 键移除自己添加的数据集。</translation>
    </message>
    <message>
        <source>Number to generate, in varied handwriting</source>
        <translation>生成的数量，笔迹各不相同</translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation>文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>F&amp;ile…</source>
        <translation>文件(&amp;I)…</translation>
    </message>
    <message>
        <source>A&amp;dd dataset</source>
        <translation>添加数据集(&amp;D)</translation>
    </message>
    <message>
        <source>D&amp;ownload MNIST…</source>
        <translation>下载 MNIST(&amp;O)…</translation>
    </message>
    <message>
        <source>Add dataset</source>
        <translation>添加数据集</translation>
    </message>
    <message>
        <source>Add a folder or file: text digits, zip, MNIST files, table…</source>
        <translation>添加文件夹或文件：文本数字、zip、MNIST 文件、表格等</translation>
    </message>
    <message>
        <source>Download 70,000 handwritten digits ({size})</source>
        <translation>下载 70,000 个手写数字（{size}）</translation>
    </message>
    <message>
        <source>Synthetic digits</source>
        <translation>合成数字</translation>
    </message>
    <message>
        <source>Open it in the Dataset tab, correct it there, and export it.</source>
        <translation>请在“数据集”标签页中打开并修正，然后导出。</translation>
    </message>
    <message>
        <source>My digits</source>
        <translation>我的数字</translation>
    </message>
    <message>
        <source>1 digit</source>
        <translation>1 个数字</translation>
    </message>
    <message>
        <source>{n:,} digits</source>
        <translation>{n:,} 个数字</translation>
    </message>
    <message>
        <source>1 unsaved deletion</source>
        <translation>1 处未保存的删除</translation>
    </message>
    <message>
        <source>{n:,} unsaved deletions</source>
        <translation>{n:,} 处未保存的删除</translation>
    </message>
    <message>
        <source>1 &amp;unsaved change</source>
        <translation>1 处未保存的更改(&amp;U)</translation>
    </message>
    <message>
        <source>{n:,} &amp;unsaved changes</source>
        <translation>{n:,} 处未保存的更改(&amp;U)</translation>
    </message>
    <message>
        <source>1 file s&amp;kipped</source>
        <translation>跳过 1 个文件(&amp;K)</translation>
    </message>
    <message>
        <source>{n:,} files s&amp;kipped</source>
        <translation>跳过 {n:,} 个文件(&amp;K)</translation>
    </message>
    <message>
        <source>{n:,} selected</source>
        <translation>选中 {n:,} 个</translation>
    </message>
    <message>
        <source>Classifying… {share:.0%}</source>
        <translation>正在分类… {share:.0%}</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} digits</source>
        <translation>{n:,} / {all:,} 个数字</translation>
    </message>
    <message>
        <source>all misclassified</source>
        <translation>全部误分类</translation>
    </message>
    <message>
        <source>{n:,} misclassified ({share:.2%})</source>
        <translation>{n:,} 个误分类（{share:.2%}）</translation>
    </message>
    <message>
        <source>all correctly classified</source>
        <translation>全部分类正确</translation>
    </message>
    <message>
        <source>No digits match the filters so far.</source>
        <translation>目前没有符合筛选条件的数字。</translation>
    </message>
    <message>
        <source>No digits match the filters.</source>
        <translation>没有符合筛选条件的数字。</translation>
    </message>
    <message>
        <source>All digits deleted. Press Ctrl+Z to undo.</source>
        <translation>所有数字均已删除。按 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>All digits and their files are deleted. Press Ctrl+Z, then Ctrl+S to restore the files.</source>
        <translation>所有数字及其文件均已删除。按 Ctrl+Z，再按 Ctrl+S 可恢复文件。</translation>
    </message>
    <message>
        <source>Counts all digits with a label. Click a cell to see its digits.</source>
        <translation>统计所有有标签的数字。单击单元格可查看其中的数字。</translation>
    </message>
    <message>
        <source>Counts the digits with a label that match the filters. Click a cell to see them.</source>
        <translation>统计符合筛选条件且有标签的数字。单击单元格可查看这些数字。</translation>
    </message>
    <message>
        <source>Reference digits</source>
        <translation>参考数字</translation>
    </message>
    <message>
        <source>Validation digits</source>
        <translation>验证数字</translation>
    </message>
    <message>
        <source>MNIST test set</source>
        <translation>MNIST 测试集</translation>
    </message>
    <message>
        <source>{name} (validation)</source>
        <translation>{name}（验证）</translation>
    </message>
    <message>
        <source>{name} (all)</source>
        <translation>{name}（全部）</translation>
    </message>
    <message>
        <source>Training history</source>
        <translation>训练历史</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Make the model of this run the current model</source>
        <translation>将这次训练的模型设为当前模型</translation>
    </message>
    <message>
        <source>Save the model of this run to a file</source>
        <translation>将这次训练的模型保存到文件</translation>
    </message>
    <message>
        <source>Copy the command line that repeats this run</source>
        <translation>复制可重现这次训练的命令行</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Digits repaired. The file is unchanged; Export writes them as shown.</source>
        <translation>数字已修正。文件未更改；“导出”会按显示的样子写入。</translation>
    </message>
    <message>
        <source>S&amp;cale</source>
        <translation>缩放(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Transpose</source>
        <translation>转置(&amp;T)</translation>
    </message>
    <message>
        <source>Inver&amp;t</source>
        <translation>反色(&amp;T)</translation>
    </message>
    <message>
        <source>Multiply all values so that the largest is 255 (Ctrl+Z to undo)</source>
        <translation>将所有值等比放大，使最大值为 255（Ctrl+Z 撤销）</translation>
    </message>
    <message>
        <source>Swap rows and columns of all digits (Ctrl+Z to undo)</source>
        <translation>交换所有数字的行与列（Ctrl+Z 撤销）</translation>
    </message>
    <message>
        <source>Swap background and ink of all digits (Ctrl+Z to undo)</source>
        <translation>交换所有数字的背景与墨迹（Ctrl+Z 撤销）</translation>
    </message>
    <message>
        <source>Scale all digits</source>
        <translation>缩放全部数字</translation>
    </message>
    <message>
        <source>Transpose all digits</source>
        <translation>转置全部数字</translation>
    </message>
    <message>
        <source>Invert all digits</source>
        <translation>全部数字反色</translation>
    </message>
    <message>
        <source>Digits after this change</source>
        <translation>更改后的数字</translation>
    </message>
    <message>
        <source>Leave the digits as they are</source>
        <translation>保持数字不变</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Digits after this change: {digits}</source>
        <translation>更改后的数字：{digits}</translation>
    </message>
    <message>
        <source>&amp;Use model</source>
        <translation>使用模型(&amp;U)</translation>
    </message>
    <message>
        <source>S&amp;ave as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>复制命令(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Runs that cannot be read: {files}</source>
        <translation>无法读取的训练记录：{files}</translation>
    </message>
    <message>
        <source>Select a run to see its settings, or two to compare them.</source>
        <translation>选择一次训练查看其设置，或选择两次进行比较。</translation>
    </message>
    <message>
        <source>No runs yet. Train a model to see it here.</source>
        <translation>还没有训练记录。训练模型后会显示在这里。</translation>
    </message>
    <message>
        <source>Two runs side by side; values that differ are bold.</source>
        <translation>并排显示两次训练；不同的值以粗体显示。</translation>
    </message>
    <message>
        <source>Delete the model files of these runs</source>
        <translation>删除这些训练的模型文件</translation>
    </message>
    <message>
        <source>The current model cannot be deleted.</source>
        <translation>当前模型不能删除。</translation>
    </message>
    <message>
        <source>First use the new model, or keep the current one.</source>
        <translation>请先使用新模型或保留当前模型。</translation>
    </message>
    <message>
        <source>Permanently delete this run and its model?</source>
        <translation>永久删除这次训练及其模型？</translation>
    </message>
    <message>
        <source>Permanently delete {n} runs and their models?</source>
        <translation>永久删除 {n} 次训练及其模型？</translation>
    </message>
    <message>
        <source>&amp;Save dataset</source>
        <translation>保存数据集(&amp;S)</translation>
    </message>
    <message>
        <source>Save label changes to the files (Ctrl+S)</source>
        <translation>将标签更改保存到文件（Ctrl+S）</translation>
    </message>
    <message>
        <source>&amp;Export visible digits…</source>
        <translation>导出当前显示的数字(&amp;E)…</translation>
    </message>
    <message>
        <source>Export the visible digits (Ctrl+E)</source>
        <translation>导出当前显示的数字（Ctrl+E）</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Overwrite</source>
        <translation>覆盖(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Keep theirs</source>
        <translation>保留对方的更改(&amp;K)</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>保存副本(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Save the others</source>
        <translation>保存其余数字(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Find it…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Find &quot;{name}&quot;</source>
        <translation>查找“{name}”</translation>
    </message>
    <message>
        <source>Save dataset as</source>
        <translation>数据集另存为</translation>
    </message>
    <message>
        <source>Export digits</source>
        <translation>导出数字</translation>
    </message>
    <message>
        <source>Cu&amp;rrent model (fine-tune)</source>
        <translation>当前模型（微调）(&amp;R)</translation>
    </message>
    <message>
        <source>Random (from scratch)</source>
        <translation>随机（从头训练）</translation>
    </message>
    <message>
        <source>0 (none)</source>
        <translation>0（无）</translation>
    </message>
    <message>
        <source>Keep what the model knows</source>
        <translation>保留模型已有的知识</translation>
    </message>
    <message>
        <source>Data au&amp;gmentation</source>
        <translation>数据增强(&amp;G)</translation>
    </message>
    <message>
        <source>Epo&amp;chs</source>
        <translation>轮次(&amp;C)</translation>
    </message>
    <message>
        <source>Learn&amp;ing rate</source>
        <translation>学习率(&amp;I)</translation>
    </message>
    <message>
        <source>Optimi&amp;zer</source>
        <translation>优化器(&amp;Z)</translation>
    </message>
    <message>
        <source>Adva&amp;nced</source>
        <translation>高级(&amp;N)</translation>
    </message>
    <message>
        <source>{name} is not valid.</source>
        <translation>“{name}”无效。</translation>
    </message>
    <message>
        <source>Data augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Reset all settings to defaults</source>
        <translation>将所有设置恢复为默认值</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Show the decision regions (Esc in the diagram)</source>
        <translation>显示决策区域（在网络图中按 Esc）</translation>
    </message>
    <message>
        <source>Reset vie&amp;w</source>
        <translation>重置视图(&amp;W)</translation>
    </message>
    <message>
        <source>Reset the view (Home, or double-click the plot)</source>
        <translation>重置视图（Home，或双击图）</translation>
    </message>
    <message>
        <source>Check &amp;gradients</source>
        <translation>检验梯度(&amp;G)</translation>
    </message>
    <message>
        <source>Compare with central differences</source>
        <translation>与中心差分比较</translation>
    </message>
    <message>
        <source>You changed the points. Select the dataset again to bring its own back.</source>
        <translation>你改动了这些点。重新选择数据集可恢复原来的点。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Update</source>
        <comment>of parameters</comment>
        <translation>更新</translation>
    </message>
    <message>
        <source>Click to add a point, drag to move it, right-click to remove it. The wheel zooms.</source>
        <translation>单击添加点，拖动移动点，右击删除点。滚轮缩放。</translation>
    </message>
    <message>
        <source>Phase {n} of {all}: {phase}</source>
        <translation>第 {n} / {all} 阶段：{phase}</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Test error</source>
        <translation>测试错误率</translation>
    </message>
    <message>
        <source>Taught digits</source>
        <translation>所学数字</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>最佳轮次</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Trained with</source>
        <translation>训练工具</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Arrays of the file</source>
        <translation>文件中的数组</translation>
    </message>
    <message>
        <source>Arrays not used</source>
        <translation>未使用的数组</translation>
    </message>
    <message>
        <source>Assumed</source>
        <translation>假定</translation>
    </message>
    <message>
        <source>Transposed</source>
        <translation>已转置</translation>
    </message>
    <message>
        <source>Normalized pixels</source>
        <translation>像素归一化</translation>
    </message>
    <message>
        <source>Model information</source>
        <translation>模型信息</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层大小</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数数量</translation>
    </message>
    <message>
        <source>Not evaluated</source>
        <translation>未评估</translation>
    </message>
    <message>
        <source>Ground made flat</source>
        <translation>背景变均匀</translation>
    </message>
    <message>
        <source>Rules and frames taken out</source>
        <translation>去掉横线和边框</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集占比</translation>
    </message>
    <message>
        <source>Misclassified</source>
        <translation>误分类数</translation>
    </message>
    <message>
        <source>mean {mean:.4g}, deviation {std:.4g}</source>
        <translation>均值 {mean:.4g}，标准差 {std:.4g}</translation>
    </message>
    <message>
        <source>{name}: {after:,} of {all:,} correct (before: {before:,})</source>
        <translation>{name}：{all:,} 个中 {after:,} 个正确（之前：{before:,}）</translation>
    </message>
    <message>
        <source>{errors:,} of {all:,} misclassified ({rate:.2%})</source>
        <translation>{all:,} 个中 {errors:,} 个误分类（{rate:.2%}）</translation>
    </message>
    <message>
        <source>{name}: {errors:,} of {all:,} misclassified ({rate:.2%})</source>
        <translation>{name}：{all:,} 个中 {errors:,} 个误分类（{rate:.2%}）</translation>
    </message>
    <message>
        <source>L2 regularization</source>
        <translation>L2 正则化</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Distillation</source>
        <translation>知识蒸馏</translation>
    </message>
    <message>
        <source>Non-digit samples</source>
        <translation>非数字样本</translation>
    </message>
    <message>
        <source>Validation split</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Units of the first hidden layer</source>
        <translation>第一隐藏层的单元数</translation>
    </message>
    <message>
        <source>Units of the second hidden layer</source>
        <translation>第二隐藏层的单元数</translation>
    </message>
    <message>
        <source>Activation function</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Activation</source>
        <comment>axis</comment>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Weighted sum</source>
        <translation>加权和</translation>
    </message>
    <message>
        <source>Activation function; dots: hidden units at the selected point</source>
        <translation>激活函数；圆点为选中点处的隐藏单元</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>Start from random weights.</source>
        <translation>从随机权重开始训练。</translation>
    </message>
    <message>
        <source>Show the settings that are seldom needed</source>
        <translation>显示不常用的设置</translation>
    </message>
    <message>
        <source>Download MNIST, 70,000 handwritten digits ({size})?

From the first available mirror: {hosts}.

Saved in {folder}.</source>
        <translation>下载 MNIST（70,000 个手写数字，{size}）？

使用第一个可用的镜像：{hosts}。

保存到 {folder}。</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>下载(&amp;D)</translation>
    </message>
    <message>
        <source>{done:,} of {total:,} kB</source>
        <translation>{done:,} / {total:,} kB</translation>
    </message>
    <message>
        <source>Make the new model the current model</source>
        <translation>将新模型设为当前模型</translation>
    </message>
    <message>
        <source>Use ne&amp;w model</source>
        <translation>使用新模型(&amp;W)</translation>
    </message>
    <message>
        <source>Save the new model to a file</source>
        <translation>将新模型保存到文件</translation>
    </message>
    <message>
        <source>The new model stays in the history.</source>
        <translation>新模型仍保留在训练历史中。</translation>
    </message>
    <message>
        <source>&amp;Keep current model</source>
        <translation>保留当前模型(&amp;K)</translation>
    </message>
    <message>
        <source>Make the previous model the current model</source>
        <translation>将上一个模型设为当前模型</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Error rates before ({name}) and after, on the same digits</source>
        <translation>相同数字上的错误率：训练前（{name}）与训练后</translation>
    </message>
    <message>
        <source>Error rates before and after, on the same digits</source>
        <translation>相同数字上的错误率：训练前与训练后</translation>
    </message>
    <message>
        <source>R&amp;un</source>
        <translation>运行(&amp;U)</translation>
    </message>
    <message>
        <source>Run or pause training (Space)</source>
        <translation>运行或暂停训练（空格键）</translation>
    </message>
    <message>
        <source>Ste&amp;p</source>
        <comment>the next phase</comment>
        <translation>单步(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>重置(&amp;R)</translation>
    </message>
    <message>
        <source>Mean loss of training and test points, and accuracy: the share predicted right</source>
        <translation>训练点和测试点的平均损失，以及准确率：预测正确的比例</translation>
    </message>
    <message>
        <source>Loss {loss} ({accuracy:.0%})</source>
        <translation>损失 {loss}（{accuracy:.0%}）</translation>
    </message>
    <message>
        <source>Loss overflows</source>
        <translation>损失溢出</translation>
    </message>
    <message>
        <source>Test overflows</source>
        <translation>测试损失溢出</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>Export weights, points, plot, loss or code</source>
        <translation>导出权重、点、图像、损失或代码</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>暂停(&amp;U)</translation>
    </message>
    <message>
        <source>Iteration {n:,}</source>
        <translation>迭代 {n:,}</translation>
    </message>
    <message>
        <source>Test {loss} ({accuracy:.0%})</source>
        <translation>测试 {loss}（{accuracy:.0%}）</translation>
    </message>
    <message>
        <source>Next phase of the step: forward, loss, backward, update (S)</source>
        <translation>这一步的下一个阶段：前向传播、损失、反向传播、参数更新（S）</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset to the initial weights (R)</source>
        <translation>重置为初始权重（R）</translation>
    </message>
    <message>
        <source>Stop and keep the best epoch</source>
        <translation>停止并保留最佳轮次</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Histor&amp;y…</source>
        <translation>历史(&amp;Y)…</translation>
    </message>
    <message>
        <source>Compare, use, save or delete the models of all runs</source>
        <translation>比较、使用、保存或删除各次训练的模型</translation>
    </message>
    <message>
        <source>Training progress</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Initial
weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Training
data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Reference
errors before</source>
        <translation>参考数字
训练前误分类</translation>
    </message>
    <message>
        <source>Reference
errors after</source>
        <translation>参考数字
训练后误分类</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Epochs finished</source>
        <translation>已完成轮次</translation>
    </message>
    <message>
        <source>Reference digits (test set)</source>
        <translation>参考数字（测试集）</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Validation
error</source>
        <translation>验证
错误率</translation>
    </message>
    <message>
        <source>{n:,} of {count:,}</source>
        <translation>{n:,} / {count:,}</translation>
    </message>
    <message>
        <source>{before:,} → {after:,} of {count:,} misclassified</source>
        <translation>误分类 {before:,} → {after:,}（共 {count:,}）</translation>
    </message>
    <message>
        <source>{epochs}, best: epoch {best}</source>
        <translation>{epochs}，最佳：第 {best} 轮</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>{done} of {epochs}</source>
        <translation>{done} / {epochs}</translation>
    </message>
    <message>
        <source>Loading the training data…</source>
        <translation>正在加载训练数据…</translation>
    </message>
    <message>
        <source>Loading the results…</source>
        <translation>正在加载结果…</translation>
    </message>
    <message>
        <source>Resuming training…</source>
        <translation>正在继续训练…</translation>
    </message>
    <message>
        <source>Training is already in progress.</source>
        <translation>训练已在进行。</translation>
    </message>
    <message>
        <source>Another digitpad window is training.</source>
        <translation>另一个 digitpad 窗口正在训练。</translation>
    </message>
    <message>
        <source>The current model is unchanged.</source>
        <translation>当前模型未改变。</translation>
    </message>
    <message>
        <source>Current model: {name}</source>
        <translation>当前模型：{name}</translation>
    </message>
    <message>
        <source>Current model kept. The new model is in the history.</source>
        <translation>已保留当前模型。新模型在训练历史中。</translation>
    </message>
    <message>
        <source>New model discarded; the current model is unchanged.</source>
        <translation>已放弃新模型；当前模型未改变。</translation>
    </message>
    <message>
        <source>Training stopped; Resume continues it.</source>
        <translation>训练已停止；单击“继续”可接着训练。</translation>
    </message>
    <message>
        <source>Stopped before the first epoch finished; no model created.</source>
        <translation>在第一轮完成前停止；未生成模型。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Evaluating…</source>
        <translation>正在评估…</translation>
    </message>
    <message>
        <source>The new model is only in memory. Use it or save it before you quit.</source>
        <translation>新模型仅在内存中。请在退出前使用或保存它。</translation>
    </message>
    <message>
        <source>Pause training, and free the processor</source>
        <translation>暂停训练，释放处理器</translation>
    </message>
    <message>
        <source>Training is in progress.</source>
        <translation>训练正在进行。</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>继续(&amp;U)</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Continue where training stopped</source>
        <translation>从停止处继续训练</translation>
    </message>
    <message>
        <source>Training is paused. Resume or stop it first.</source>
        <translation>训练已暂停。请先继续或停止训练。</translation>
    </message>
    <message>
        <source>Discard the unsaved model and start a new run?</source>
        <translation>放弃未保存的模型并开始新的训练？</translation>
    </message>
    <message>
        <source>Discard the stopped run and start a new one?</source>
        <translation>放弃已停止的训练并开始新的训练？</translation>
    </message>
    <message>
        <source>Training is paused (Ctrl+R)</source>
        <translation>训练已暂停（Ctrl+R）</translation>
    </message>
    <message>
        <source>Training continues (Ctrl+R)</source>
        <translation>训练仍在进行（Ctrl+R）</translation>
    </message>
    <message>
        <source>Training paused</source>
        <translation>训练已暂停</translation>
    </message>
    <message>
        <source>Stopping training…</source>
        <translation>正在停止训练…</translation>
    </message>
    <message>
        <source>Training: preparing data</source>
        <translation>训练：准备数据</translation>
    </message>
    <message>
        <source>Training: evaluating the new model</source>
        <translation>训练：评估新模型</translation>
    </message>
    <message>
        <source>Training: epoch {epoch} of {epochs} · {percent}%</source>
        <translation>训练：第 {epoch} / {epochs} 轮 · {percent}%</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>开始训练(&amp;S)</translation>
    </message>
    <message>
        <source>Train with the selected data and settings</source>
        <translation>用选定的数据和设置训练</translation>
    </message>
    <message>
        <source>Cannot write a checkpoint; if training stops, it cannot be resumed: {problem}</source>
        <translation>无法写入检查点；训练停止后将无法继续：{problem}</translation>
    </message>
    <message>
        <source>Training finished, but nothing was learned (Ctrl+R shows why)</source>
        <translation>训练已完成，但没有学到东西（按 Ctrl+R 查看原因）</translation>
    </message>
    <message>
        <source>Training finished (Ctrl+R shows the results)</source>
        <translation>训练已完成（按 Ctrl+R 查看结果）</translation>
    </message>
    <message>
        <source>{what} · {done:,} of {total:,}</source>
        <translation>{what} · {done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>第 {epoch} / {epochs} 轮</translation>
    </message>
    <message>
        <source>{speed:,.0f} digits/s</source>
        <translation>每秒 {speed:,.0f} 个数字</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>Finished: {done} of {epochs} epochs in {time}. Best epoch: {best}.</source>
        <translation>已完成：{done} / {epochs} 轮，用时 {time}。最佳轮次：{best}。</translation>
    </message>
    <message>
        <source>Stopped: {done} of {epochs} epochs in {time}. Best epoch: {best}.</source>
        <translation>已停止：{done} / {epochs} 轮，用时 {time}。最佳轮次：{best}。</translation>
    </message>
    <message>
        <source>The training data or the initial model has changed; cannot resume.</source>
        <translation>训练数据或初始模型已改变，无法继续。</translation>
    </message>
    <message>
        <source>The new model is not in the history: {problem}</source>
        <translation>新模型未存入训练历史：{problem}</translation>
    </message>
    <message>
        <source>The model before was trained on {names}, so its error on these validation digits is optimistic.</source>
        <translation>训练前的模型已用 {names} 训练过，因此它在这些验证数字上的错误率偏于乐观。</translation>
    </message>
    <message>
        <source>= unchanged</source>
        <translation>= 不变</translation>
    </message>
    <message>
        <source>▲ {n:,} more misclassified</source>
        <translation>▲ 误分类增加 {n:,}</translation>
    </message>
    <message>
        <source>▼ {n:,} fewer</source>
        <translation>▼ 减少 {n:,}</translation>
    </message>
    <message>
        <source>▲ Worse on other writers: {after:,} of {count:,} reference digits misclassified, {more:,} more than before</source>
        <translation>▲ 对其他书写者变差：{count:,} 个参考数字中误分类 {after:,} 个，比训练前多 {more:,} 个</translation>
    </message>
    <message>
        <source>{after:,} of {count:,} reference digits misclassified, {more:,} more than before</source>
        <translation>{count:,} 个参考数字中误分类 {after:,} 个，比训练前多 {more:,} 个</translation>
    </message>
    <message>
        <source>{after:,} of {count:,} reference digits misclassified, {more:,} fewer than before</source>
        <translation>{count:,} 个参考数字中误分类 {after:,} 个，比训练前少 {more:,} 个</translation>
    </message>
    <message>
        <source>{after:,} of {count:,} reference digits misclassified, as many as before</source>
        <translation>{count:,} 个参考数字中误分类 {after:,} 个，与训练前相同</translation>
    </message>
    <message>
        <source>Discard the new model? It is not in the history.</source>
        <translation>放弃新模型？它不在训练历史中。</translation>
    </message>
    <message>
        <source>Select at least one dataset.</source>
        <translation>请至少选择一个数据集。</translation>
    </message>
    <message>
        <source>Show the training (Ctrl+R)</source>
        <translation>显示训练（Ctrl+R）</translation>
    </message>
    <message>
        <source>Not a number. Enter one such as 0.01, from {low} to {high}.</source>
        <translation>不是数值。请输入 {low} 到 {high} 之间的数，例如 0.01。</translation>
    </message>
    <message>
        <source>Not a whole number. Enter one from {low} to {high}.</source>
        <translation>不是整数。请输入 {low} 到 {high} 之间的整数。</translation>
    </message>
    <message>
        <source>Enter a number from {low} to {high}.</source>
        <translation>请输入 {low} 到 {high} 之间的数。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>取消(&amp;L)</translation>
    </message>
    <message>
        <source>Canceling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>{done:,} of {total:,}</source>
        <translation>{done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>游乐场</translation>
    </message>
    <message>
        <source>The settings could not be read; digitpad starts with the defaults. The damaged file is kept as {path}.</source>
        <translation>无法读取设置，digitpad 将使用默认值。损坏的文件保留为 {path}。</translation>
    </message>
    <message>
        <source>Some settings could not be read; digitpad uses the others. The damaged file is kept as {path}.</source>
        <translation>部分设置无法读取，digitpad 将使用其余设置。损坏的文件保留为 {path}。</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>绘图</translation>
    </message>
    <message>
        <source>Drop image</source>
        <translation>拖放图像</translation>
    </message>
    <message>
        <source>Use built-in model</source>
        <translation>使用内置模型</translation>
    </message>
    <message>
        <source>The last used model cannot be opened: {reason}. Using the built-in model.</source>
        <translation>无法打开上次使用的模型：{reason}。现使用内置模型。</translation>
    </message>
    <message>
        <source>These digits look inverted, dark on light: {wrong:.0%} of {n:,} digits are misclassified, but {after:.0%} after they are inverted.</source>
        <translation>这些数字看起来是反色的（浅底深字）：{n:,} 个数字中有 {wrong:.0%} 被误分类，反色后为 {after:.0%}。</translation>
    </message>
    <message>
        <source>These digits look inverted, dark on light: {wrong:.0%} of {n:,} digits are misclassified, but {after:.0%} after they are inverted and transposed.</source>
        <translation>这些数字看起来是反色的（浅底深字）：{n:,} 个数字中有 {wrong:.0%} 被误分类，反色并转置后为 {after:.0%}。</translation>
    </message>
    <message>
        <source>These digits look transposed, with rows and columns swapped as in EMNIST: {wrong:.0%} of {n:,} digits are misclassified, but {after:.0%} after they are transposed.</source>
        <translation>这些数字看起来被转置（行列互换，如 EMNIST）：{n:,} 个数字中有 {wrong:.0%} 被误分类，转置后为 {after:.0%}。</translation>
    </message>
    <message>
        <source>These digits look transposed, with rows and columns swapped as in EMNIST: {wrong:.0%} of {n:,} digits are misclassified, but {after:.0%} after they are inverted and transposed.</source>
        <translation>这些数字看起来被转置（行列互换，如 EMNIST）：{n:,} 个数字中有 {wrong:.0%} 被误分类，反色并转置后为 {after:.0%}。</translation>
    </message>
    <message>
        <source>These digits look inverted, dark on light: {share:.0%} of the images have a dark border.</source>
        <translation>这些数字看起来是反色的（浅底深字）：{share:.0%} 的图像边框为深色。</translation>
    </message>
    <message>
        <source>The labels do not fit: {wrong:.0%} of {n:,} digits are misclassified, though they look like digits.</source>
        <translation>标签不相符：{n:,} 个数字中有 {wrong:.0%} 被误分类，但它们看起来确实是数字。</translation>
    </message>
    <message>
        <source>These do not look like digits: {wrong:.0%} of {n:,} are misclassified, even when transposed or inverted.</source>
        <translation>这些图像看起来不像数字：{n:,} 个中有 {wrong:.0%} 被误分类，转置或反色后也是如此。</translation>
    </message>
    <message>
        <source>{wrong:.0%} of {n:,} digits are misclassified, even when transposed or inverted. Are they rotated, mirrored or cut off?</source>
        <translation>{n:,} 个数字中有 {wrong:.0%} 被误分类，转置或反色后也是如此。它们是否被旋转、镜像或截断？</translation>
    </message>
    <message>
        <source>All digits are labeled {label}, but {wrong:.0%} of {n:,} are predicted as others. Are the labels somewhere else, e.g. in another column?</source>
        <translation>所有数字的标签都是 {label}，但 {n:,} 个中有 {wrong:.0%} 被预测为其他数字。标签是否在别处，例如另一列？</translation>
    </message>
    <message>
        <source>The labels look exchanged (label → prediction): {pairs}.</source>
        <translation>标签似乎被互换（标签 → 预测）：{pairs}。</translation>
    </message>
    <message>
        <source>The values are only 0 and 1, where ink is 255: all digits are nearly invisible.</source>
        <translation>像素值只有 0 和 1，而墨迹应为 255：所有数字几乎不可见。</translation>
    </message>
    <message>
        <source>The values are at most {largest}, where ink is 255: all digits are nearly invisible.</source>
        <translation>像素值最大为 {largest}，而墨迹应为 255：所有数字几乎不可见。</translation>
    </message>
    <message>
        <source>Too little ink</source>
        <translation>墨迹太少</translation>
    </message>
    <message>
        <source>Several digits</source>
        <translation>有多个数字</translation>
    </message>
    <message>
        <source>This may not be a digit</source>
        <translation>这可能不是数字</translation>
    </message>
    <message>
        <source>Similar probabilities</source>
        <translation>概率相近</translation>
    </message>
    <message>
        <source>Cut off at the edge</source>
        <translation>在边缘处被截断</translation>
    </message>
    <message>
        <source>May be a ruled line</source>
        <translation>可能是格线</translation>
    </message>
    <message>
        <source>May be a shadow</source>
        <translation>可能是阴影</translation>
    </message>
    <message>
        <source>May be an arrow</source>
        <translation>可能是箭头</translation>
    </message>
    <message>
        <source>Training diverged: the loss is no longer a number. Lower the learning rate; R resets.</source>
        <translation>训练已发散：损失不再是有效的数。请降低学习率；按 R 重置。</translation>
    </message>
    <message>
        <source>Add a point first: click the plot.</source>
        <translation>请先单击图像添加一个点。</translation>
    </message>
    <message>
        <source>Quadrants</source>
        <translation>象限</translation>
    </message>
    <message>
        <source>Load quadrants</source>
        <translation>加载象限数据集</translation>
    </message>
    <message>
        <source>One training point per quadrant, as in the tutorial; its test points are hollow. Four points do not determine the boundaries.</source>
        <translation>与教程一样，每个象限一个训练点；空心的是教程的测试点。四个点不足以确定边界。</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>异或（XOR）</translation>
    </message>
    <message>
        <source>Load XOR</source>
        <translation>加载异或数据集</translation>
    </message>
    <message>
        <source>XOR is not linearly separable: with one hidden unit training fails.</source>
        <translation>异或不是线性可分的：只有一个隐藏单元时训练会失败。</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>同心圆</translation>
    </message>
    <message>
        <source>Load circles</source>
        <translation>加载同心圆数据集</translation>
    </message>
    <message>
        <source>ReLU boundaries are piecewise linear. How many units enclose the circle?</source>
        <translation>ReLU 的边界是分段线性的。围住这个圆需要多少个单元？</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Load spiral</source>
        <translation>加载螺旋数据集</translation>
    </message>
    <message>
        <source>The loss may plateau before the spiral arms separate.</source>
        <translation>在螺旋臂分开之前，损失可能会停滞一段时间。</translation>
    </message>
    <message>
        <source>Gaussian blobs</source>
        <translation>高斯簇</translation>
    </message>
    <message>
        <source>Load Gaussian blobs</source>
        <translation>加载高斯簇数据集</translation>
    </message>
    <message>
        <source>The clusters overlap, so some errors remain. L2 regularization smooths the boundaries and lowers confidence.</source>
        <translation>各簇有重叠，所以总有一些误分类。L2 正则化使边界更平滑，并降低置信度。</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall of {digit}: {right:,} of {all:,} digits labeled {digit}</source>
        <translation>{digit} 的召回率：标签为 {digit} 的 {all:,} 个数字中有 {right:,} 个正确</translation>
    </message>
    <message>
        <source>Precision of {digit}: {right:,} of {all:,} digits predicted as {digit}</source>
        <translation>{digit} 的精确率：预测为 {digit} 的 {all:,} 个数字中有 {right:,} 个正确</translation>
    </message>
    <message>
        <source>Accuracy: {right:,} of {all:,} digits</source>
        <translation>准确率：{all:,} 个数字中有 {right:,} 个正确</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} digits labeled {label} were predicted as {digit}</source>
        <translation>标签为 {label} 的 {all:,} 个数字中有 {n:,} 个被预测为 {digit}</translation>
    </message>
    <message>
        <source>Open &amp;dataset folder…</source>
        <translation>打开数据集文件夹(&amp;D)…</translation>
    </message>
    <message>
        <source>Folder of text digits, of images by label, or of MNIST files (Ctrl+D)</source>
        <translation>文本数字、按标签分类的图像或 MNIST 文件所在的文件夹（Ctrl+D）</translation>
    </message>
    <message>
        <source>Open dataset &amp;file…</source>
        <translation>打开数据集文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Text digit, zip, CSV table, NumPy arrays or IDX file (Ctrl+Shift+D)</source>
        <translation>文本数字、zip、CSV 表格、NumPy 数组或 IDX 文件（Ctrl+Shift+D）</translation>
    </message>
    <message>
        <source>Open &amp;My digits</source>
        <translation>打开“我的数字”(&amp;M)</translation>
    </message>
    <message>
        <source>Digits you drew and added (Ctrl+Shift+M)</source>
        <translation>你绘制并添加的数字（Ctrl+Shift+M）</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>My digits is empty. Draw a digit and select its label.</source>
        <translation>“我的数字”是空的。请绘制一个数字并选择它的标签。</translation>
    </message>
    <message>
        <source>Open dataset folder</source>
        <translation>打开数据集文件夹</translation>
    </message>
    <message>
        <source>Open dataset file</source>
        <translation>打开数据集文件</translation>
    </message>
    <message>
        <source>Open in &amp;Draw</source>
        <translation>在“绘制”中打开(&amp;D)</translation>
    </message>
    <message>
        <source>Selected digit</source>
        <translation>选中的数字</translation>
    </message>
    <message>
        <source>Change the label of the selected digits (Ctrl+0 to Ctrl+9)</source>
        <translation>更改选中数字的标签（Ctrl+0 至 Ctrl+9）</translation>
    </message>
    <message>
        <source>Chan&amp;ge label</source>
        <translation>更改标签(&amp;G)</translation>
    </message>
    <message>
        <source>Open in Dra&amp;w</source>
        <translation>在“绘制”中打开(&amp;W)</translation>
    </message>
    <message>
        <source>Open this digit in the Draw tab (Enter)</source>
        <translation>在“绘制”标签页中打开此数字（Enter）</translation>
    </message>
    <message>
        <source>No digit selected</source>
        <translation>未选中数字</translation>
    </message>
    <message>
        <source>1 of {n:,} selected digits</source>
        <translation>{n:,} 个选中数字之一</translation>
    </message>
    <message>
        <source>Unlabeled</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>Label {digit}</source>
        <translation>标签 {digit}</translation>
    </message>
    <message>
        <source>Compared model: {digit} ({share:.1%})</source>
        <translation>对比模型：{digit}（{share:.1%}）</translation>
    </message>
    <message>
        <source>Predicted {digit} ({share:.1%})</source>
        <translation>预测为 {digit}（{share:.1%}）</translation>
    </message>
    <message>
        <source>Loss {loss:.2f}</source>
        <translation>损失 {loss:.2f}</translation>
    </message>
    <message>
        <source>Labels {labels}</source>
        <translation>标签 {labels}</translation>
    </message>
    <message>
        <source>Index {n:,}</source>
        <translation>序号 {n:,}</translation>
    </message>
    <message>
        <source>{name} (changed)</source>
        <translation>{name}（已更改）</translation>
    </message>
    <message>
        <source>Unlabeled, predicted {predicted} ({share:.1%})</source>
        <translation>无标签，预测为 {predicted}（{share:.1%}）</translation>
    </message>
    <message>
        <source>Label {label}, predicted {predicted} ({share:.1%})</source>
        <translation>标签 {label}，预测为 {predicted}（{share:.1%}）</translation>
    </message>
    <message>
        <source>Change &amp;label</source>
        <translation>更改标签(&amp;L)</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>&amp;Delete digits</source>
        <translation>删除数字(&amp;D)</translation>
    </message>
    <message>
        <source>Remove the selected digits from the dataset (Delete)</source>
        <translation>从数据集中移除选中的数字（Delete）</translation>
    </message>
    <message>
        <source>Remove 1 label</source>
        <translation>移除 1 个标签</translation>
    </message>
    <message>
        <source>Remove {n:,} labels</source>
        <translation>移除 {n:,} 个标签</translation>
    </message>
    <message>
        <source>Change 1 label</source>
        <translation>更改 1 个标签</translation>
    </message>
    <message>
        <source>Change {n:,} labels</source>
        <translation>更改 {n:,} 个标签</translation>
    </message>
    <message>
        <source>Delete 1 digit</source>
        <translation>删除 1 个数字</translation>
    </message>
    <message>
        <source>Delete {n:,} digits</source>
        <translation>删除 {n:,} 个数字</translation>
    </message>
    <message>
        <source>Recover changes to 1 digit</source>
        <translation>恢复 1 个数字的更改</translation>
    </message>
    <message>
        <source>Recover changes to {n:,} digits</source>
        <translation>恢复 {n:,} 个数字的更改</translation>
    </message>
    <message>
        <source>Discard changes to 1 digit</source>
        <translation>放弃 1 个数字的更改</translation>
    </message>
    <message>
        <source>Discard changes to {n:,} digits</source>
        <translation>放弃 {n:,} 个数字的更改</translation>
    </message>
    <message>
        <source>Zip of text digits</source>
        <translation>文本数字 zip 文件</translation>
    </message>
    <message>
        <source>Folder of text digits</source>
        <translation>文本数字文件夹</translation>
    </message>
    <message>
        <source>Text digit</source>
        <translation>单个文本数字</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>MNIST IDX</source>
        <translation>MNIST IDX</translation>
    </message>
    <message>
        <source>MNIST IDX, compressed</source>
        <translation>MNIST IDX（压缩）</translation>
    </message>
    <message>
        <source>NumPy arrays</source>
        <translation>NumPy 数组</translation>
    </message>
    <message>
        <source>NumPy arrays as in Keras</source>
        <translation>NumPy 数组（Keras 格式）</translation>
    </message>
    <message>
        <source>Folder of PNG images by label</source>
        <translation>按标签分类的 PNG 图像文件夹</translation>
    </message>
    <message>
        <source>Zip of PNG images by label</source>
        <translation>按标签分类的 PNG 图像 zip 文件</translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation>笔画</translation>
    </message>
    <message>
        <source>Original order</source>
        <translation>原始顺序</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Lowest confidence</source>
        <translation>置信度最低</translation>
    </message>
    <message>
        <source>Highest loss</source>
        <translation>损失最高</translation>
    </message>
    <message>
        <source>Show digits with this label</source>
        <translation>显示具有此标签的数字</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Show digits with this prediction</source>
        <translation>显示具有此预测的数字</translation>
    </message>
    <message>
        <source>All predictions</source>
        <translation>全部预测</translation>
    </message>
    <message>
        <source>Predicted {digit}</source>
        <translation>预测为 {digit}</translation>
    </message>
    <message>
        <source>Misclassifie&amp;d only</source>
        <translation>仅误分类(&amp;D)</translation>
    </message>
    <message>
        <source>Models disagree</source>
        <translation>模型预测不一致</translation>
    </message>
    <message>
        <source>Show digits for which the model compared with predicts another digit</source>
        <translation>显示对比模型给出不同预测的数字</translation>
    </message>
    <message>
        <source>Changed onl&amp;y</source>
        <translation>仅已更改(&amp;Y)</translation>
    </message>
    <message>
        <source>Clear f&amp;ilters</source>
        <translation>清除筛选(&amp;I)</translation>
    </message>
    <message>
        <source>Sort &amp;by</source>
        <translation>排序(&amp;B)</translation>
    </message>
    <message>
        <source>Show digits whose prediction differs from the label</source>
        <translation>显示预测与标签不一致的数字</translation>
    </message>
    <message>
        <source>Show digits with unsaved changes of the label</source>
        <translation>显示标签更改尚未保存的数字</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Which digits come first</source>
        <translation>哪些数字排在前面</translation>
    </message>
    <message>
        <source>Open d&amp;ataset folder…</source>
        <translation>打开数据集文件夹(&amp;A)…</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>U&amp;ndo</source>
        <translation>撤销(&amp;N)</translation>
    </message>
    <message>
        <source>Show all digits</source>
        <translation>显示全部数字</translation>
    </message>
    <message>
        <source>&amp;Find digits</source>
        <translation>查找数字(&amp;F)</translation>
    </message>
    <message>
        <source>Classified digits</source>
        <translation>已分类的数字</translation>
    </message>
    <message>
        <source>Confusion mat&amp;rix</source>
        <translation>混淆矩阵(&amp;R)</translation>
    </message>
    <message>
        <source>Labels against predictions (Ctrl+K)</source>
        <translation>标签与预测的对照（Ctrl+K）</translation>
    </message>
    <message>
        <source>Digits of the dataset</source>
        <translation>数据集中的数字</translation>
    </message>
    <message>
        <source>Show only digits whose label has changed</source>
        <translation>仅显示标签已更改的数字</translation>
    </message>
    <message>
        <source>Show skipped files</source>
        <translation>显示跳过的文件</translation>
    </message>
    <message>
        <source>Open a dataset</source>
        <translation>打开数据集</translation>
    </message>
    <message>
        <source>Ex&amp;port…</source>
        <translation>导出(&amp;P)…</translation>
    </message>
    <message>
        <source>Part of the dataset</source>
        <translation>数据集的部分</translation>
    </message>
    <message>
        <source>The dataset has a training set and a test set: which is open</source>
        <translation>此数据集有训练集和测试集：选择打开哪一个</translation>
    </message>
    <message>
        <source>Open training set</source>
        <translation>打开训练集</translation>
    </message>
    <message>
        <source>Open test set</source>
        <translation>打开测试集</translation>
    </message>
    <message>
        <source>Which column of &quot;{name}&quot; holds the labels? Select the row in which each number is the digit above it.</source>
        <translation>“{name}”的哪一列是标签？请选择数字图像与其下方数值一致的那一行。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; contains several datasets. Which one do you want to open?</source>
        <translation>“{name}”包含多个数据集。要打开哪一个？</translation>
    </message>
    <message>
        <source>Open dataset</source>
        <translation>打开数据集</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Column {name}</source>
        <translation>第 {name} 列</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Misclassified: 0%</source>
        <translation>误分类：0%</translation>
    </message>
    <message>
        <source>Accuracy: {share:.1%}</source>
        <translation>准确率：{share:.1%}</translation>
    </message>
    <message>
        <source>{share:.1%} of a label</source>
        <translation>占该标签的 {share:.1%}</translation>
    </message>
    <message>
        <source>No dataset open.
Open a folder of text digits or MNIST files, or drop one here.</source>
        <translation>未打开数据集。
请打开文本数字或 MNIST 文件所在的文件夹，或将其拖放到此处。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Save changes to 1 digit in &quot;{name}&quot;?</source>
        <translation>保存“{name}”中 1 个数字的更改吗？</translation>
    </message>
    <message>
        <source>Save changes to {n:,} digits in &quot;{name}&quot;?</source>
        <translation>保存“{name}”中 {n:,} 个数字的更改吗？</translation>
    </message>
    <message>
        <source>Permanently delete 1 file from &quot;{name}&quot;?</source>
        <translation>从“{name}”中永久删除 1 个文件吗？</translation>
    </message>
    <message>
        <source>Permanently delete {n:,} files from &quot;{name}&quot;?</source>
        <translation>从“{name}”中永久删除 {n:,} 个文件吗？</translation>
    </message>
    <message>
        <source>Saved 1 change in &quot;{name}&quot;, but not {files}</source>
        <translation>已保存“{name}”中的 1 处更改，但未保存 {files}</translation>
    </message>
    <message>
        <source>Saved {n:,} changes in &quot;{name}&quot;, but not {files}</source>
        <translation>已保存“{name}”中的 {n:,} 处更改，但未保存 {files}</translation>
    </message>
    <message>
        <source>Saved 1 change in &quot;{name}&quot;</source>
        <translation>已保存“{name}”中的 1 处更改</translation>
    </message>
    <message>
        <source>Saved {n:,} changes in &quot;{name}&quot;</source>
        <translation>已保存“{name}”中的 {n:,} 处更改</translation>
    </message>
    <message>
        <source>Exported 1 digit to {path}</source>
        <translation>已将 1 个数字导出到 {path}</translation>
    </message>
    <message>
        <source>Exported {n:,} digits to {path}</source>
        <translation>已将 {n:,} 个数字导出到 {path}</translation>
    </message>
    <message>
        <source>Another program changed 1 digit since &quot;{name}&quot; was opened ({files}). Overwrite it with your changes, or keep theirs?</source>
        <translation>打开“{name}”之后，另一个程序更改了 1 个数字（{files}）。用你的更改覆盖，还是保留对方的更改？</translation>
    </message>
    <message>
        <source>Another program changed {n:,} digits since &quot;{name}&quot; was opened ({files}). Overwrite them with your changes, or keep theirs?</source>
        <translation>打开“{name}”之后，另一个程序更改了 {n:,} 个数字（{files}）。用你的更改覆盖，还是保留对方的更改？</translation>
    </message>
    <message>
        <source>1 digit of &quot;{name}&quot; cannot be written ({files}: {reason}).</source>
        <translation>“{name}”中有 1 个数字无法写入（{files}：{reason}）。</translation>
    </message>
    <message>
        <source>{n:,} digits of &quot;{name}&quot; cannot be written ({files}). The first: {reason}.</source>
        <translation>“{name}”中有 {n:,} 个数字无法写入（{files}）。第一个的原因：{reason}。</translation>
    </message>
    <message>
        <source>Save the changes to the other digit?</source>
        <translation>保存另 1 个数字的更改吗？</translation>
    </message>
    <message>
        <source>Save the changes to the other {n:,} digits?</source>
        <translation>保存其余 {n:,} 个数字的更改吗？</translation>
    </message>
    <message>
        <source>Nothing was written. Save all digits to another place?</source>
        <translation>未写入任何内容。将所有数字保存到其他位置吗？</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; was moved, deleted or replaced since it was opened ({found}). Nothing was written. Find it where it is now, or save all digits to another place?</source>
        <translation>“{name}”打开后被移动、删除或替换（{found}）。未写入任何内容。要查找它现在的位置，还是将所有数字保存到其他位置？</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not the dataset that was opened: {n:,} of its {all:,} digits are missing there or changed ({files}).</source>
        <translation>“{name}”不是所打开的数据集：{all:,} 个数字中有 {n:,} 个在其中缺失或已更改（{files}）。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not the dataset that was opened: it is {found}.</source>
        <translation>“{name}”不是所打开的数据集：它是 {found}。</translation>
    </message>
    <message>
        <source>Name or index</source>
        <translation>文件名或序号</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Show digits whose file name contains this, or with this index (Ctrl+F)</source>
        <translation>显示文件名包含此文本或序号为此值的数字（Ctrl+F）</translation>
    </message>
    <message>
        <source>Skipped files</source>
        <translation>跳过的文件</translation>
    </message>
    <message>
        <source>…and {n:,} more</source>
        <translation>……还有 {n:,} 个</translation>
    </message>
    <message>
        <source>…and {n:,} more (Copy includes the first {first:,})</source>
        <translation>……另有 {n:,} 个（“复制”包含前 {first:,} 个）</translation>
    </message>
    <message>
        <source>…and {n:,} more (Copy includes all)</source>
        <translation>……另有 {n:,} 个（“复制”包含全部）</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>These files could not be read; all others were loaded.</source>
        <translation>这些文件无法读取，其余文件均已加载。</translation>
    </message>
    <message>
        <source>S</source>
        <translation>小</translation>
    </message>
    <message>
        <source>Small digits</source>
        <translation>小图</translation>
    </message>
    <message>
        <source>M</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Medium digits</source>
        <translation>中图</translation>
    </message>
    <message>
        <source>L</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Large digits</source>
        <translation>大图</translation>
    </message>
    <message>
        <source>{name} (Ctrl++, Ctrl+-)</source>
        <translation>{name}（Ctrl++、Ctrl+-）</translation>
    </message>
    <message>
        <source>&amp;Larger digits</source>
        <translation>放大数字(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller digits</source>
        <translation>缩小数字(&amp;S)</translation>
    </message>
    <message>
        <source>The drawing is full. Erase a part of it, or clear it (Delete).</source>
        <translation>画布已满。请擦除一部分，或清空画布（Delete）。</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Draw a digit or a number here with mouse, pen or finger</source>
        <translation>用鼠标、触控笔或手指在此书写一个数字或多位数</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>笔画</translation>
    </message>
    <message>
        <source>Draw a digit or a number here</source>
        <translation>在此书写一个数字或多位数</translation>
    </message>
    <message>
        <source>Network input</source>
        <translation>网络的输入</translation>
    </message>
    <message>
        <source>&amp;Pen</source>
        <translation>画笔(&amp;P)</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Draw with the pen (E)</source>
        <translation>用画笔书写（E）</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>橡皮擦(&amp;E)</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Erase, or draw again (E)</source>
        <translation>擦除，或切换回画笔（E）</translation>
    </message>
    <message>
        <source>Cle&amp;ar</source>
        <translation>清空(&amp;A)</translation>
    </message>
    <message>
        <source>Clear the canvas (Delete)</source>
        <translation>清空画布（Delete）</translation>
    </message>
    <message>
        <source>T&amp;hinner pen</source>
        <translation>画笔变细(&amp;H)</translation>
    </message>
    <message>
        <source>Thic&amp;ker pen</source>
        <translation>画笔变粗(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Open image…</source>
        <translation>打开图像(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save image as…</source>
        <translation>图像另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Copy image</source>
        <translation>复制图像(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste image</source>
        <translation>粘贴图像(&amp;P)</translation>
    </message>
    <message>
        <source>Open image</source>
        <translation>打开图像</translation>
    </message>
    <message>
        <source>Save image</source>
        <translation>保存图像</translation>
    </message>
    <message>
        <source>Open an image or a text digit (Ctrl+O)</source>
        <translation>打开图像或文本数字（Ctrl+O）</translation>
    </message>
    <message>
        <source>Save the drawing as an image (Ctrl+S)</source>
        <translation>将书写内容保存为图像（Ctrl+S）</translation>
    </message>
    <message>
        <source>Open digit</source>
        <translation>打开数字</translation>
    </message>
    <message>
        <source>Paste image</source>
        <translation>粘贴图像</translation>
    </message>
    <message>
        <source>Looking for digits in the image…</source>
        <translation>正在图像中查找数字…</translation>
    </message>
    <message>
        <source>{n:,} digits found. File &gt; Import sheet… labels them all.</source>
        <translation>找到 {n:,} 个数字。用“文件 &gt; 导入手写页…”可以标注全部数字。</translation>
    </message>
    <message>
        <source>Image copied</source>
        <translation>已复制图像</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>已保存 {path}</translation>
    </message>
    <message>
        <source>Image (*.png)</source>
        <translation>图像 (*.png)</translation>
    </message>
    <message>
        <source>Network input as text (*.txt)</source>
        <translation>文本格式的网络输入 (*.txt)</translation>
    </message>
    <message>
        <source>Save image as</source>
        <translation>图像另存为</translation>
    </message>
    <message>
        <source>Images and text digits</source>
        <translation>图像和文本数字</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Correct &amp;label</source>
        <translation>正确标签(&amp;L)</translation>
    </message>
    <message>
        <source>Correct label:</source>
        <translation>正确标签：</translation>
    </message>
    <message>
        <source>Add to My digits as {label}, for training (Ctrl+{label})</source>
        <translation>以标签 {label} 添加到“我的数字”，供训练使用（Ctrl+{label}）</translation>
    </message>
    <message>
        <source>Already in My digits with this label</source>
        <translation>“我的数字”中已有它，标签相同</translation>
    </message>
    <message>
        <source>Removed from My digits ({digits})</source>
        <translation>已从“我的数字”中移除（还有 {digits}）</translation>
    </message>
    <message>
        <source>Added to My digits as {label} ({digits})</source>
        <translation>已以标签 {label} 添加到“我的数字”（共 {digits}）</translation>
    </message>
    <message>
        <source>Added to My digits: {label} ({digits})</source>
        <translation>已添加到“我的数字”：{label}（共 {digits}）</translation>
    </message>
    <message>
        <source>Add to My digits</source>
        <translation>添加到“我的数字”</translation>
    </message>
    <message>
        <source>Correct label {label}</source>
        <translation>正确标签 {label}</translation>
    </message>
    <message>
        <source>Learn after each &amp;correction</source>
        <translation>每次更正后自动学习(&amp;C)</translation>
    </message>
    <message>
        <source>Learn automatically after each label you add</source>
        <translation>每次添加标签后自动学习</translation>
    </message>
    <message>
        <source>Nothing learned; the model is unchanged</source>
        <translation>没有学到内容；模型未改变</translation>
    </message>
    <message>
        <source>Training is in progress; learn when it has finished</source>
        <translation>正在训练；训练结束后才能学习</translation>
    </message>
    <message>
        <source>&amp;Learn now</source>
        <translation>立即学习(&amp;L)</translation>
    </message>
    <message>
        <source>Learn now</source>
        <translation>立即学习</translation>
    </message>
    <message>
        <source>Use or discard the taught model first</source>
        <translation>请先使用或放弃刚学习得到的模型</translation>
    </message>
    <message>
        <source>Learning is in progress</source>
        <translation>正在学习</translation>
    </message>
    <message>
        <source>My digits contains no labeled digit yet</source>
        <translation>“我的数字”中还没有带标签的数字</translation>
    </message>
    <message>
        <source>Learning in progress. Quit and cancel it?</source>
        <translation>正在学习。要退出并取消学习吗？</translation>
    </message>
    <message>
        <source>Use the taught model before you quit?</source>
        <translation>退出前要使用学习得到的模型吗？</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>使用(&amp;U)</translation>
    </message>
    <message>
        <source>Canceled; the model is unchanged</source>
        <translation>已取消；模型未改变</translation>
    </message>
    <message>
        <source>Discarded; the model is unchanged</source>
        <translation>已放弃；模型未改变</translation>
    </message>
    <message>
        <source>{added}. Learn now to teach the model; Ctrl+Z to undo.</source>
        <translation>{added}。单击“立即学习”来教模型；按 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>{added}. The model learns by itself now; Ctrl+Z to undo.</source>
        <translation>{added}。模型现在会自动学习；按 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>{added}. Ctrl+Z to undo.</source>
        <translation>{added}。按 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>Canceled; another model is in use now</source>
        <translation>已取消；当前模型已更换</translation>
    </message>
    <message>
        <source>Discarded; another model is in use now</source>
        <translation>已放弃；当前模型已更换</translation>
    </message>
    <message>
        <source>Teach the model your digits without forgetting the others (Ctrl+L)</source>
        <translation>让模型学习你的数字，同时不忘记其他数字（Ctrl+L）</translation>
    </message>
    <message>
        <source>Learn My digits</source>
        <translation>学习“我的数字”</translation>
    </message>
    <message>
        <source>The model from before learning is in use again</source>
        <translation>已恢复学习之前的模型</translation>
    </message>
    <message>
        <source>Loading My digits</source>
        <translation>正在加载“我的数字”</translation>
    </message>
    <message>
        <source>Wrong prediction? Click the correct label, then Learn now.</source>
        <translation>预测有误？请单击正确标签，再单击“立即学习”。</translation>
    </message>
    <message>
        <source>Learn now teaches the model the digits in My digits.</source>
        <translation>“立即学习”会让模型学习“我的数字”中的数字。</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Use it &amp;anyway</source>
        <translation>仍然使用(&amp;A)</translation>
    </message>
    <message>
        <source>D&amp;iscard</source>
        <translation>放弃(&amp;I)</translation>
    </message>
    <message>
        <source>Make the taught model the current model</source>
        <translation>将学习得到的模型设为当前模型</translation>
    </message>
    <message>
        <source>Keep the current model</source>
        <translation>保留当前模型</translation>
    </message>
    <message>
        <source>{n:,} files could not be read</source>
        <translation>有 {n:,} 个文件无法读取</translation>
    </message>
    <message>
        <source>1 file could not be read</source>
        <translation>有 1 个文件无法读取</translation>
    </message>
    <message>
        <source>My digits: {after:,} of {all:,} correct (before: {before:,})</source>
        <translation>我的数字：{all:,} 个中 {after:,} 个正确（之前：{before:,}）</translation>
    </message>
    <message>
        <source>My digits: {after:,} of {all:,} correct (before: {before:,}). Are all labels right?</source>
        <translation>我的数字：{all:,} 个中 {after:,} 个正确（之前：{before:,}）。标签都正确吗？</translation>
    </message>
    <message>
        <source>Reference digits: {after:,} of {all:,} misclassified (before: {before:,})</source>
        <translation>参考数字：{all:,} 个中 {after:,} 个误分类（之前：{before:,}）</translation>
    </message>
    <message>
        <source>Worse for other writers: {after:,} of {all:,} reference digits misclassified (before: {before:,}), {uncertain:,} uncertain</source>
        <translation>对其他书写者变差：{all:,} 个参考数字中 {after:,} 个误分类（之前：{before:,}），{uncertain:,} 个不确定</translation>
    </message>
    <message>
        <source>{uncertain}. {reason}.</source>
        <translation>{uncertain}。{reason}。</translation>
    </message>
    <message>
        <source>{digit}, {p}</source>
        <translation>{digit}，{p}</translation>
    </message>
    <message>
        <source>{digit}: {p}</source>
        <translation>{digit}：{p}</translation>
    </message>
    <message>
        <source>{number}. Digit {n} of {count}: {told}</source>
        <translation>{number}。第 {n} 位，共 {count} 位：{told}</translation>
    </message>
    <message>
        <source>{n:,} digits in {rows} rows</source>
        <translation>{n:,} 位数字，共 {rows} 行</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Uncertain: {0} or {1}</source>
        <translation>不确定：{0} 或 {1}</translation>
    </message>
    <message>
        <source>Uncertain: {0}, {1} or {2}</source>
        <translation>不确定：{0}、{1} 或 {2}</translation>
    </message>
    <message>
        <source>Wh&amp;y?</source>
        <translation>为什么(&amp;Y)？</translation>
    </message>
    <message>
        <source>Runner-up: {digit} ({p:.1%})</source>
        <translation>第二候选：{digit}（{p:.1%}）</translation>
    </message>
    <message>
        <source>Network input (28×28)</source>
        <translation>网络输入（28×28）</translation>
    </message>
    <message>
        <source>Current model</source>
        <translation>当前模型</translation>
    </message>
    <message>
        <source>Pen &amp;width</source>
        <translation>画笔粗细(&amp;W)</translation>
    </message>
    <message>
        <source>Eraser &amp;width</source>
        <translation>橡皮粗细(&amp;W)</translation>
    </message>
    <message>
        <source>Width ([ and ]). The prediction does not depend on it.</source>
        <translation>粗细（[ 和 ]）。不影响预测。</translation>
    </message>
    <message>
        <source>&amp;Open model…</source>
        <translation>打开模型(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save model as…</source>
        <translation>模型另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Export model…</source>
        <translation>导出模型(&amp;E)…</translation>
    </message>
    <message>
        <source>Use &amp;built-in model</source>
        <translation>使用内置模型(&amp;B)</translation>
    </message>
    <message>
        <source>Model &amp;information</source>
        <translation>模型信息(&amp;I)</translation>
    </message>
    <message>
        <source>Model: {name} ({layers})</source>
        <translation>模型：{name}（{layers}）</translation>
    </message>
    <message>
        <source>Model: {name} ({layers}), error on reference digits (test set) {rate:.2%}</source>
        <translation>模型：{name}（{layers}），参考数字（测试集）错误率 {rate:.2%}</translation>
    </message>
    <message>
        <source>Model: {name} ({layers}), {digits} error {rate:.2%}</source>
        <translation>模型：{name}（{layers}），{digits} 错误率 {rate:.2%}</translation>
    </message>
    <message>
        <source>Model: {name} ({layers}), validation error {rate:.2%}</source>
        <translation>模型：{name}（{layers}），验证错误率 {rate:.2%}</translation>
    </message>
    <message>
        <source>{name} predicts far better with normalized pixels, as it was probably trained. This makes them part of the model: {command}</source>
        <translation>{name} 很可能是用归一化的像素训练的：归一化之后，它的预测准确得多。用以下命令可以把归一化并入模型：{command}</translation>
    </message>
    <message>
        <source>Switch to &amp;previous model</source>
        <translation>切换到上一个模型(&amp;P)</translation>
    </message>
    <message>
        <source>Switch to &amp;previous model ({name})</source>
        <translation>切换到上一个模型（{name}）(&amp;P)</translation>
    </message>
    <message>
        <source>Open model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Save model as</source>
        <translation>模型另存为</translation>
    </message>
    <message>
        <source>{name} ({layers})</source>
        <translation>{name}（{layers}）</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Retrained {date}</source>
        <translation>重新训练于 {date}</translation>
    </message>
    <message>
        <source>Taught {date}</source>
        <translation>学习于 {date}</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm</source>
        <comment>how a date is written</comment>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>Class of new points</source>
        <translation>新点的类别</translation>
    </message>
    <message>
        <source>Class {n}</source>
        <translation>类别 {n}</translation>
    </message>
    <message>
        <source>Own points</source>
        <translation>自定义的点</translation>
    </message>
    <message>
        <source>All</source>
        <comment>points of a batch</comment>
        <translation>全部</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>initial weights</comment>
        <translation>正态分布</translation>
    </message>
    <message>
        <source>&amp;Activation</source>
        <translation>激活函数(&amp;A)</translation>
    </message>
    <message>
        <source>Points to learn; loading resets training</source>
        <translation>要学习的点；加载后训练从头开始</translation>
    </message>
    <message>
        <source>&amp;Dataset</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>类别数(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Noise</source>
        <translation>噪声(&amp;N)</translation>
    </message>
    <message>
        <source>Random displacement of each point (standard deviation)</source>
        <translation>每个点的随机位移（标准差）</translation>
    </message>
    <message>
        <source>&amp;Test share</source>
        <translation>测试比例(&amp;T)</translation>
    </message>
    <message>
        <source>Points held out: predicted, not learned</source>
        <translation>留出的点：只预测，不学习</translation>
    </message>
    <message>
        <source>&amp;Optimizer</source>
        <translation>优化器(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Learning rate</source>
        <translation>学习率(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Batch size</source>
        <translation>批大小(&amp;B)</translation>
    </message>
    <message>
        <source>L&amp;1 regularization</source>
        <translation>L1 正则化(&amp;1)</translation>
    </message>
    <message>
        <source>L&amp;2 regularization</source>
        <translation>L2 正则化(&amp;2)</translation>
    </message>
    <message>
        <source>&amp;Initial weights</source>
        <translation>初始权重(&amp;I)</translation>
    </message>
    <message>
        <source>Random &amp;seed</source>
        <translation>随机种子(&amp;S)</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Number of classes</source>
        <translation>类别的数量</translation>
    </message>
    <message>
        <source>Units of the hidden layer</source>
        <translation>隐藏层的单元数</translation>
    </message>
    <message>
        <source>Activation of the hidden units</source>
        <translation>隐藏单元的激活函数</translation>
    </message>
    <message>
        <source>Features of a point that the network takes in</source>
        <translation>网络接收的点的特征</translation>
    </message>
    <message>
        <source>Initial weights. Normal has standard deviation 1, as in the tutorial; He and Xavier scale it to the number of inputs, which deeper networks need.</source>
        <translation>初始权重。“正态分布”的标准差为 1，与教程一样；He 和 Xavier 按输入个数缩放，较深的网络需要这样做。</translation>
    </message>
    <message>
        <source>Seed of the initial weights and batches</source>
        <translation>初始权重和批次的随机种子</translation>
    </message>
    <message>
        <source>How the weights move along their gradients</source>
        <translation>权重如何沿梯度更新</translation>
    </message>
    <message>
        <source>Step size; too large diverges</source>
        <translation>步长；过大会发散</translation>
    </message>
    <message>
        <source>Points of each step</source>
        <translation>每一步所用的点数</translation>
    </message>
    <message>
        <source>L1 regularization; drives weights to 0</source>
        <translation>L1 正则化；使权重趋于 0</translation>
    </message>
    <message>
        <source>Weight decay; smoother boundaries</source>
        <translation>权重衰减；使边界更平滑</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Training steps per second</source>
        <translation>每秒训练步数</translation>
    </message>
    <message>
        <source>Speed: {speed}</source>
        <translation>速度：{speed}</translation>
    </message>
    <message>
        <source>Max</source>
        <comment>speed</comment>
        <translation>最快</translation>
    </message>
    <message>
        <source>{n:g}/s</source>
        <translation>{n:g} 步/秒</translation>
    </message>
    <message>
        <source>&amp;Weights…</source>
        <translation>权重(&amp;W)…</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz)</source>
        <translation>NumPy 数组 (*.npz)</translation>
    </message>
    <message>
        <source>Plot as P&amp;NG…</source>
        <translation>图像存为 PNG(&amp;N)…</translation>
    </message>
    <message>
        <source>PNG images (*.png)</source>
        <translation>PNG 图像 (*.png)</translation>
    </message>
    <message>
        <source>Plot as &amp;SVG…</source>
        <translation>图像存为 SVG(&amp;S)…</translation>
    </message>
    <message>
        <source>SVG images (*.svg)</source>
        <translation>SVG 图像 (*.svg)</translation>
    </message>
    <message>
        <source>&amp;Loss as CSV…</source>
        <translation>损失存为 CSV(&amp;L)…</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>&amp;Points as CSV…</source>
        <translation>点存为 CSV(&amp;P)…</translation>
    </message>
    <message>
        <source>NumP&amp;y program…</source>
        <translation>NumPy 程序(&amp;Y)…</translation>
    </message>
    <message>
        <source>PyTorch progra&amp;m…</source>
        <translation>PyTorch 程序(&amp;M)…</translation>
    </message>
    <message>
        <source>Copy N&amp;umPy code</source>
        <translation>复制 NumPy 代码(&amp;U)</translation>
    </message>
    <message>
        <source>Copy Py&amp;Torch code</source>
        <translation>复制 PyTorch 代码(&amp;T)</translation>
    </message>
    <message>
        <source>{library} code copied ({n:,} lines)</source>
        <translation>已复制 {library} 代码（{n:,} 行）</translation>
    </message>
    <message>
        <source>Python programs (*.py)</source>
        <translation>Python 程序 (*.py)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>已保存 {file}</translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Loss (logarithmic)</source>
        <comment>axis</comment>
        <translation>损失（对数）</translation>
    </message>
    <message>
        <source>The curve starts with the first update</source>
        <translation>第一次参数更新后显示曲线</translation>
    </message>
    <message>
        <source>Press Run or Step</source>
        <translation>按“运行”或“单步”后显示曲线</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>curve</comment>
        <translation>测试</translation>
    </message>
    <message>
        <source>Point {n}</source>
        <translation>点 {n}</translation>
    </message>
    <message>
        <source>Unit {n}</source>
        <translation>单元 {n}</translation>
    </message>
    <message>
        <source>Decision regions</source>
        <translation>决策区域</translation>
    </message>
    <message>
        <source>Keys: Page Up and Page Down select a point, the arrow keys move it, Insert adds one, Delete removes it, Home resets the view.</source>
        <translation>按键：Page Up 和 Page Down 选择点，方向键移动，Insert 添加，Delete 删除，Home 重置视图。</translation>
    </message>
    <message>
        <source>Add point</source>
        <translation>添加点</translation>
    </message>
    <message>
        <source>Remove point</source>
        <translation>删除点</translation>
    </message>
    <message>
        <source>Move point</source>
        <translation>移动点</translation>
    </message>
    <message>
        <source>Class {n}: {p:.1%}</source>
        <translation>类别 {n}：{p:.1%}</translation>
    </message>
    <message>
        <source>Output {value:.4g}, weighted sum {sum:.4g}</source>
        <translation>输出 {value:.4g}，加权和 {sum:.4g}</translation>
    </message>
    <message>
        <source>Output {value:.4g}</source>
        <translation>输出 {value:.4g}</translation>
    </message>
    <message>
        <source>Training:</source>
        <comment>legend</comment>
        <translation>训练点：</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>legend</comment>
        <translation>测试点</translation>
    </message>
    <message>
        <source>Border</source>
        <comment>legend</comment>
        <translation>边界</translation>
    </message>
    <message>
        <source>At most {n:,} points. Right-click a point to remove it.</source>
        <translation>最多 {n:,} 个点。右击可删除一个点。</translation>
    </message>
    <message>
        <source>Set {n} classes</source>
        <translation>设为 {n} 个类别</translation>
    </message>
    <message>
        <source>Change L2 regularization</source>
        <translation>更改 L2 正则化</translation>
    </message>
    <message>
        <source>Change learning rate</source>
        <translation>更改学习率</translation>
    </message>
    <message>
        <source>Change noise</source>
        <translation>修改噪声</translation>
    </message>
    <message>
        <source>Change test share</source>
        <translation>修改测试比例</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <source>Change {weight}</source>
        <translation>更改 {weight}</translation>
    </message>
    <message>
        <source>Open points</source>
        <translation>打开点</translation>
    </message>
    <message>
        <source>Change optimizer</source>
        <translation>修改优化器</translation>
    </message>
    <message>
        <source>Change batch size</source>
        <translation>修改批大小</translation>
    </message>
    <message>
        <source>Change L1 regularization</source>
        <translation>更改 L1 正则化</translation>
    </message>
    <message>
        <source>Not checked: weights too large for a numerical gradient.</source>
        <translation>未检验：权重过大，无法计算数值梯度。</translation>
    </message>
    <message>
        <source>Gradients correct (max. relative error {error:.1e}; {skipped})</source>
        <translation>梯度正确（最大相对误差 {error:.1e}；{skipped}）</translation>
    </message>
    <message>
        <source>Gradients wrong (max. relative error {error:.1e}; {skipped})</source>
        <translation>梯度有误（最大相对误差 {error:.1e}；{skipped}）</translation>
    </message>
    <message>
        <source>Gradients correct (max. relative error {error:.1e})</source>
        <translation>梯度正确（最大相对误差 {error:.1e}）</translation>
    </message>
    <message>
        <source>Gradients wrong (max. relative error {error:.1e})</source>
        <translation>梯度有误（最大相对误差 {error:.1e}）</translation>
    </message>
    <message>
        <source>1 entry at a kink skipped</source>
        <translation>跳过 1 个不可导处的元素</translation>
    </message>
    <message>
        <source>{n:,} entries at kinks skipped</source>
        <translation>跳过 {n:,} 个不可导处的元素</translation>
    </message>
    <message>
        <source>Result to follow</source>
        <translation>要追踪的结果</translation>
    </message>
    <message>
        <source>Result to follow to the numbers that made it</source>
        <translation>选择一个结果，追踪得到它的各个数</translation>
    </message>
    <message>
        <source>Source code</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Source code, as in the exported NumPy program</source>
        <translation>源代码，与导出的 NumPy 程序相同</translation>
    </message>
    <message>
        <source>Terms of the sum</source>
        <translation>求和的各项</translation>
    </message>
    <message>
        <source>Select a term to see its numbers in the matrices</source>
        <translation>选中一项，矩阵中会标出它用到的数</translation>
    </message>
    <message>
        <source>{title}: {formula}</source>
        <translation>{title}：{formula}</translation>
    </message>
    <message>
        <source>{name} (scalar)</source>
        <translation>{name}（标量）</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>1 秒以内</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{min} min {s} s</source>
        <translation>{min} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{h} h {min} min</source>
        <translation>{h} 小时 {min} 分</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; already exists. Replace it?</source>
        <translation>“{name}”已存在。要替换吗？</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>Exported {path}</source>
        <translation>已导出 {path}</translation>
    </message>
    <message>
        <source>Text digits</source>
        <translation>文本数字</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>IDX files</source>
        <translation>IDX 文件</translation>
    </message>
    <message>
        <source>Images by label</source>
        <translation>按标签分类的图像</translation>
    </message>
    <message>
        <source>Compressed files</source>
        <translation>压缩文件</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Training set</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Test set</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>The details are also in the log: {path}</source>
        <translation>详细信息也在日志中：{path}</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>复制详细信息(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Clear list</source>
        <translation>清除列表(&amp;C)</translation>
    </message>
    <message>
        <source>No recent datasets</source>
        <translation>没有最近使用的数据集</translation>
    </message>
    <message>
        <source>28×28 image, 0 (background) to 255 (ink)</source>
        <translation>28×28 图像，0（背景）到 255（墨迹）</translation>
    </message>
    <message>
        <source>Close this unit</source>
        <translation>关闭此单元</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weight × ink</source>
        <translation>权重 × 墨迹</translation>
    </message>
    <message>
        <source>Known digits with the highest activation</source>
        <translation>激活值最高的已知数字</translation>
    </message>
    <message>
        <source>View 1</source>
        <translation>视图 1</translation>
    </message>
    <message>
        <source>View 2</source>
        <translation>视图 2</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Σ w·x</source>
        <translation>Σ w·x</translation>
    </message>
    <message>
        <source>+ bias</source>
        <translation>+ 偏置</translation>
    </message>
    <message>
        <source>= sum</source>
        <translation>= 加权和</translation>
    </message>
    <message>
        <source>Activation</source>
        <comment>of a unit</comment>
        <translation>激活值</translation>
    </message>
    <message>
        <source>A prediction takes the mean of two views, half a pixel to either side.</source>
        <translation>预测取两个视图的平均，它们各向一侧偏移半个像素。</translation>
    </message>
    <message>
        <source>Output {digit}</source>
        <translation>输出 {digit}</translation>
    </message>
    <message>
        <source>Unit {unit} of layer {layer}</source>
        <translation>第 {layer} 层第 {unit} 个单元</translation>
    </message>
    <message>
        <source>Effective weights</source>
        <translation>等效权重</translation>
    </message>
    <message>
        <source>Effective × ink</source>
        <translation>等效权重 × 墨迹</translation>
    </message>
    <message>
        <source>Weights back to the pixels, through all layers below as they are now. Σ w·x adds up something else: weights times activations of layer {layer}.</source>
        <translation>经过下面各层（按它们此刻的状态）折算到像素上的权重。Σ w·x 求和的内容不同：权重乘以第 {layer} 层的激活值。</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: {value}</source>
        <translation>第 {row} 行，第 {column} 列：{value}</translation>
    </message>
    <message>
        <source>Digit {digit}</source>
        <translation>数字 {digit}</translation>
    </message>
    <message>
        <source>Predicted probability of {digit}</source>
        <translation>预测为 {digit} 的概率</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>{probability}, the prediction</source>
        <translation>{probability}，预测结果</translation>
    </message>
    <message>
        <source>{probability}, a candidate</source>
        <translation>{probability}，候选</translation>
    </message>
    <message>
        <source>digitpad recognizes handwritten digits with a small NumPy network. Draw, explore datasets, retrain, and step through backpropagation.</source>
        <translation>digitpad 用一个小型 NumPy 神经网络识别手写数字。你可以书写数字、浏览数据集、重新训练，并逐步查看反向传播。</translation>
    </message>
    <message>
        <source>Everything runs on this computer; nothing is sent anywhere.</source>
        <translation>一切计算都在本机进行，不会发送任何数据。</translation>
    </message>
    <message>
        <source>About digitpad</source>
        <translation>关于 digitpad</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Opened only the first of {n:,} files: {name}</source>
        <translation>只打开了 {n:,} 个文件中的第一个：{name}</translation>
    </message>
    <message>
        <source>en</source>
        <comment>folder of the user guide</comment>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>{page} — User guide — digitpad</source>
        <translation>{page} — 用户指南 — digitpad</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面列表</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>下一个标签页(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>上一个标签页(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;User guide</source>
        <translation>用户指南(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About digitpad</source>
        <translation>关于 digitpad(&amp;A)</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Time from strokes to probabilities, median of the last {n}</source>
        <translation>从笔画到概率的用时，最近 {n} 次的中位数</translation>
    </message>
    <message>
        <source>Dataset: {name}</source>
        <translation>数据集：{name}</translation>
    </message>
    <message>
        <source>Inference {ms:.1f} ms</source>
        <translation>推理时间 {ms:.1f} ms</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>&amp;Undo {what}</source>
        <translation>撤销{what}(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation>重做{what}(&amp;R)</translation>
    </message>
    <message>
        <source>at the top left</source>
        <translation>左上方</translation>
    </message>
    <message>
        <source>at the top</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>at the top right</source>
        <translation>右上方</translation>
    </message>
    <message>
        <source>at the left</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>at the right</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>at the bottom left</source>
        <translation>左下方</translation>
    </message>
    <message>
        <source>at the bottom</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>at the bottom right</source>
        <translation>右下方</translation>
    </message>
    <message>
        <source>{digit} rather than {other}: the ink {places} supports {digit} most, and the ink {others} supports {other}.</source>
        <translation>判为 {digit} 而非 {other}：{places}的墨迹最支持 {digit}，{others}的墨迹支持 {other}。</translation>
    </message>
    <message>
        <source>{digit} rather than {other}: the ink {places} supports {digit} most.</source>
        <translation>判为 {digit} 而非 {other}：{places}的墨迹最支持 {digit}。</translation>
    </message>
    <message>
        <source>{digit} rather than {other}, although the ink {others} supports {other}.</source>
        <translation>判为 {digit} 而非 {other}，尽管{others}的墨迹支持 {other}。</translation>
    </message>
    <message>
        <source>{digit} rather than {other}: no ink clearly supports either.</source>
        <translation>判为 {digit} 而非 {other}：没有墨迹明显支持其中之一。</translation>
    </message>
    <message>
        <source>Most similar digits: {digits}.</source>
        <translation>最相似的数字：{digits}。</translation>
    </message>
    <message>
        <source>{why} {similar}</source>
        <translation>{why}{similar}</translation>
    </message>
    <message>
        <source>{count} labeled {label}</source>
        <translation>标签为 {label} 的 {count} 个</translation>
    </message>
    <message>
        <source>{count} unlabeled</source>
        <translation>无标签的 {count} 个</translation>
    </message>
    <message>
        <source>{these}, {this}</source>
        <translation>{these}、{this}</translation>
    </message>
    <message>
        <source>{these} and {this}</source>
        <translation>{these}和{this}</translation>
    </message>
    <message>
        <source>Label {label}, {value}. Click to open it in the Dataset tab.</source>
        <translation>标签 {label}，{value}。单击可在“数据集”标签页中打开。</translation>
    </message>
    <message>
        <source>Explain a digit</source>
        <translation>解释一个数字</translation>
    </message>
    <message>
        <source>The digit to compare with; a click on its bar does it</source>
        <translation>要比较的数字；也可单击它的概率条</translation>
    </message>
    <message>
        <source>Digit to compare with</source>
        <translation>要比较的数字</translation>
    </message>
    <message>
        <source>&amp;Show evidence on the canvas</source>
        <translation>在画布上显示依据(&amp;S)</translation>
    </message>
    <message>
        <source>Most similar digits</source>
        <translation>最相似的数字</translation>
    </message>
    <message>
        <source>Logit difference</source>
        <translation>logit 之差的构成</translation>
    </message>
    <message>
        <source>From drawing to network input</source>
        <translation>从书写到网络输入</translation>
    </message>
    <message>
        <source>The explanation follows when you stop drawing…</source>
        <translation>停笔后给出解释…</translation>
    </message>
    <message>
        <source>{digit} &amp;compared with</source>
        <translation>{digit} 相对于(&amp;C)</translation>
    </message>
    <message>
        <source>Draw a digit to see why it is predicted as it is.</source>
        <translation>画一个数字，看看网络为何如此预测。</translation>
    </message>
    <message>
        <source>This drawing could not be explained.</source>
        <translation>无法解释这幅图。</translation>
    </message>
    <message>
        <source>Expanded</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>Collapsed</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Layer {n} ({count:,})</source>
        <translation>第 {n} 层（{count:,}）</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Draw a digit to see each unit&apos;s activation.</source>
        <translation>画一个数字，查看每个单元的激活值。</translation>
    </message>
    <message>
        <source>Point at a unit to read its numbers, or click it for more.</source>
        <translation>指向某个单元可查看数值，单击可查看详情。</translation>
    </message>
    <message>
        <source>Output {digit}: logit {activation}, bias {bias}</source>
        <translation>输出 {digit}：logit {activation}，偏置 {bias}</translation>
    </message>
    <message>
        <source>Unit {unit} of layer {layer}: activation {activation}, bias {bias}, adds {added} to {digit} against {other}</source>
        <translation>第 {layer} 层第 {unit} 个单元：激活值 {activation}，偏置 {bias}，对 {digit}（相对 {other}）贡献 {added}</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Missing ink</source>
        <translation>缺少的墨迹</translation>
    </message>
    <message>
        <source>Draw the ink that is missed most. A click on the image draws it there.</source>
        <translation>画上最缺少的墨迹。单击图像可画在该处。</translation>
    </message>
    <message>
        <source>Smallest change</source>
        <translation>最小改动</translation>
    </message>
    <message>
        <source>D&amp;raw it</source>
        <translation>画到画布上(&amp;R)</translation>
    </message>
    <message>
        <source>Ink here would support {other}.</source>
        <translation>此处若有墨迹，会支持 {other}。</translation>
    </message>
    <message>
        <source>No small change to {other} found.</source>
        <translation>未找到使其变为 {other} 的小改动。</translation>
    </message>
    <message>
        <source>Adding this makes it {other}: {share}.</source>
        <translation>加上这些即变为 {other}：{share}。</translation>
    </message>
    <message>
        <source>Removing this makes it {other}: {share}.</source>
        <translation>去掉这些即变为 {other}：{share}。</translation>
    </message>
    <message>
        <source>No ink</source>
        <translation>无墨迹</translation>
    </message>
    <message>
        <source>Ink here supports {digit}: {value}</source>
        <translation>此处墨迹支持 {digit}：{value}</translation>
    </message>
    <message>
        <source>Drawing</source>
        <comment>what was drawn</comment>
        <translation>原图</translation>
    </message>
    <message>
        <source>Digit in the picture</source>
        <translation>图像中的数字</translation>
    </message>
    <message>
        <source>Cut to the ink</source>
        <translation>裁到墨迹</translation>
    </message>
    <message>
        <source>Fitted into 20×20</source>
        <translation>缩放到 20×20</translation>
    </message>
    <message>
        <source>Centered in 28×28</source>
        <translation>居中到 28×28</translation>
    </message>
    <message>
        <source>Inside the &amp;network</source>
        <translation>网络内部(&amp;N)</translation>
    </message>
    <message>
        <source>Why this &amp;digit?</source>
        <translation>为什么是这个数字(&amp;D)？</translation>
    </message>
    <message>
        <source>Hide this panel (W)</source>
        <translation>隐藏此面板（W）</translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation>隐藏此面板</translation>
    </message>
    <message>
        <source>Why {digit} an&amp;d not {other}?</source>
        <translation>为什么是 {digit} 而不是 {other}(&amp;D)？</translation>
    </message>
    <message>
        <source>What the removal of this ink changes in the difference of the logits</source>
        <translation>去掉该处墨迹后，两个 logit 之差的变化</translation>
    </message>
    <message>
        <source>Digits of the open dataset, My digits and the reference digits whose activations in the last hidden layer are most similar. 1 is the highest similarity.</source>
        <translation>已打开的数据集、“我的数字”和参考数字中，最后一个隐藏层的激活值最相似的数字。相似度最高为 1。</translation>
    </message>
    <message>
        <source>Waiting for the known digits…</source>
        <translation>正在等待已知数字…</translation>
    </message>
    <message>
        <source>Label · similarity</source>
        <translation>标签 · 相似度</translation>
    </message>
    <message>
        <source>Most similar digits with label {digit}</source>
        <translation>标签为 {digit} 的最相似数字</translation>
    </message>
    <message>
        <source>Comparing {done:,} of {count:,} digits…</source>
        <translation>正在比较：{done:,} / {count:,} 个数字…</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出层</translation>
    </message>
    <message>
        <source>Each unit adds its activation times the difference of its two weights. Rounded so that the parts shown add up to the difference shown.</source>
        <translation>每个单元贡献其激活值乘以两个权重之差。各项经过取整，使其之和恰为所示差值。</translation>
    </message>
    <message>
        <source>Logit {digit} − logit {other}</source>
        <translation>logit {digit} − logit {other}</translation>
    </message>
    <message>
        <source>Unit {unit} of layer {layer}, activation {activation}</source>
        <translation>第 {layer} 层第 {unit} 个单元，激活值 {activation}</translation>
    </message>
    <message>
        <source>1 other unit</source>
        <translation>其余 1 个单元</translation>
    </message>
    <message>
        <source>{n:,} other units</source>
        <translation>其余 {n:,} 个单元</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Pixels supporting {digit}</source>
        <translation>支持 {digit} 的像素</translation>
    </message>
    <message>
        <source>All biases (active units)</source>
        <translation>所有偏置（仅激活的单元）</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <translation>解释(&amp;E)</translation>
    </message>
    <message>
        <source>Show or hide why the network predicts this digit (W)</source>
        <translation>显示或隐藏网络作出此预测的原因（W）</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>解释(&amp;X)</translation>
    </message>
    <message>
        <source>Show why this digit is predicted as it is (W)</source>
        <translation>显示为何如此预测这个数字（W）</translation>
    </message>
    <message>
        <source>Draw missing ink</source>
        <translation>补画缺少的墨迹</translation>
    </message>
    <message>
        <source>Layer {layer}: {share:.0%} of the units are dead. Lower the learning rate.</source>
        <translation>第 {layer} 层：{share:.0%} 的单元已死亡。请降低学习率。</translation>
    </message>
    <message>
        <source>The loss is {loss:.3g}, while guessing has {guessing:.2f}. Lower the learning rate.</source>
        <translation>损失为 {loss:.3g}，而随机猜测为 {guessing:.2f}。请降低学习率。</translation>
    </message>
    <message>
        <source>Health of the layers</source>
        <translation>各层的状态</translation>
    </message>
    <message>
        <source>Root mean square of each layer&apos;s outputs and of its weights&apos; gradients, on a logarithmic scale, and hidden units that are off or saturated for every training point</source>
        <translation>每层输出与权重梯度的均方根（对数刻度），以及对所有训练点都不激活或饱和的隐藏单元</translation>
    </message>
    <message>
        <source>Output layer</source>
        <translation>输出层</translation>
    </message>
    <message>
        <source>Layer {n}</source>
        <translation>第 {n} 层</translation>
    </message>
    <message>
        <source>1 unit saturated</source>
        <translation>1 个单元饱和</translation>
    </message>
    <message>
        <source>{n:,} units saturated</source>
        <translation>{n:,} 个单元饱和</translation>
    </message>
    <message>
        <source>1 unit off</source>
        <translation>1 个单元不激活</translation>
    </message>
    <message>
        <source>{n:,} units off</source>
        <translation>{n:,} 个单元不激活</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Stuck units</source>
        <translation>停滞的单元</translation>
    </message>
    <message>
        <source>Too large</source>
        <comment>size</comment>
        <translation>过大</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>Root mean square of the gradients of the layer&apos;s weights</source>
        <translation>该层权重梯度的均方根</translation>
    </message>
    <message>
        <source>Share of the hidden units that are 0 for every digit of a batch: such a unit learns nothing from it.</source>
        <translation>对一个批次中的所有数字输出都为 0 的隐藏单元所占的比例：这样的单元从该批次中学不到任何东西。</translation>
    </message>
    <message>
        <source>Weights from {low} (orange) to {high} (blue)</source>
        <translation>权重：{low}（橙色）至 {high}（蓝色）</translation>
    </message>
    <message>
        <source>Weights of output {digit}</source>
        <translation>输出 {digit} 的权重</translation>
    </message>
    <message>
        <source>Weights of unit {unit} of layer 1</source>
        <translation>第 1 层第 {unit} 个单元的权重</translation>
    </message>
    <message>
        <source>{unit}: {low} to {high}</source>
        <translation>{unit}：{low} 至 {high}</translation>
    </message>
    <message>
        <source>Layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>What the first layer learns, and how each layer does</source>
        <translation>第一层学到了什么，以及各层的训练状况</translation>
    </message>
    <message>
        <source>Loading · {done:,} of {total:,}</source>
        <translation>正在加载 · {done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Saving · {done:,} of {total:,}</source>
        <translation>正在保存 · {done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Measuring accuracy</source>
        <translation>正在测量准确率</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>For ONNX Runtime, OpenCV and web pages</source>
        <translation>用于 ONNX Runtime、OpenCV 和网页</translation>
    </message>
    <message>
        <source>NumPy program</source>
        <translation>NumPy 程序</translation>
    </message>
    <message>
        <source>One short file to read and change; predicts with NumPy alone</source>
        <translation>一个便于阅读和修改的短文件，只用 NumPy 预测</translation>
    </message>
    <message>
        <source>PyTorch program</source>
        <translation>PyTorch 程序</translation>
    </message>
    <message>
        <source>Predicts, and trains with the same data and settings, also on GPUs</source>
        <translation>既能预测，也能用相同的数据和设置训练，支持 GPU</translation>
    </message>
    <message>
        <source>Weights for PyTorch, JAX and other libraries</source>
        <translation>供 PyTorch、JAX 等库使用的权重</translation>
    </message>
    <message>
        <source>Weights as text, for any language</source>
        <translation>文本形式的权重，适用于任何编程语言</translation>
    </message>
    <message>
        <source>C header</source>
        <translation>C 头文件</translation>
    </message>
    <message>
        <source>Plain C99 without libraries, for microcontrollers</source>
        <translation>不依赖任何库的 C99 代码，适用于单片机</translation>
    </message>
    <message>
        <source>The weights are too large to compute with. Reset, or undo.</source>
        <translation>权重过大，无法计算。请重置或撤销。</translation>
    </message>
    <message>
        <source>The learning rate is 0: no weight changes.</source>
        <translation>学习率为 0：权重不会改变。</translation>
    </message>
    <message>
        <source>All {n} ReLU units of hidden layer {layer} are off for every point: no gradient passes, so this layer and those below it can no longer learn.</source>
        <translation>隐藏层 {layer} 的 {n} 个 ReLU 单元对每个点都输出 0：梯度无法通过，该层及其之前的各层不再学习。</translation>
    </message>
    <message>
        <source>The only ReLU unit of hidden layer {layer} is off for every point: no gradient passes, so this layer and those below it can no longer learn.</source>
        <translation>隐藏层 {layer} 唯一的 ReLU 单元对每个点都输出 0：梯度无法通过，该层及其之前的各层不再学习。</translation>
    </message>
    <message>
        <source>All {n} units of hidden layer {layer} are saturated for every point: hardly any gradient passes, so learning is very slow.</source>
        <translation>隐藏层 {layer} 的 {n} 个单元对每个点都饱和：梯度几乎无法通过，学习非常缓慢。</translation>
    </message>
    <message>
        <source>The only unit of hidden layer {layer} is saturated for every point: hardly any gradient passes, so learning is very slow.</source>
        <translation>隐藏层 {layer} 唯一的单元对每个点都饱和：梯度几乎无法通过，学习非常缓慢。</translation>
    </message>
    <message>
        <source>The step function has no slope: only the output layer learns.</source>
        <translation>阶跃函数没有斜率：只有输出层在学习。</translation>
    </message>
    <message>
        <source>Always &amp;one digit</source>
        <translation>始终视为单个数字(&amp;O)</translation>
    </message>
    <message>
        <source>Predict every drawing as a single digit (O)</source>
        <translation>始终把画布上的内容预测为单个数字（O）</translation>
    </message>
    <message>
        <source>Pre&amp;vious digit</source>
        <translation>上一位(&amp;V)</translation>
    </message>
    <message>
        <source>Ne&amp;xt digit</source>
        <translation>下一位(&amp;X)</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>多位数</translation>
    </message>
    <message>
        <source>Correct number</source>
        <translation>正确的多位数</translation>
    </message>
    <message>
        <source>Type the correct number and press Return to add all digits</source>
        <translation>输入正确的多位数并按回车键，即可添加每一位</translation>
    </message>
    <message>
        <source>Add all</source>
        <translation>全部添加</translation>
    </message>
    <message>
        <source>Add all digits to My digits, labeled with the typed number</source>
        <translation>把每一位都添加到“我的数字”，标签取自输入的多位数</translation>
    </message>
    <message>
        <source>Type a number for each row, with spaces between them; digits: {rows}</source>
        <translation>请为每一行输入一个数，用空格隔开；各行的位数：{rows}</translation>
    </message>
    <message>
        <source>The drawing has {n} digits; type {n} digits.</source>
        <translation>画布上共有 {n} 位，请输入 {n} 位。</translation>
    </message>
    <message>
        <source>Prediction of the compared model</source>
        <translation>对比模型的预测</translation>
    </message>
    <message>
        <source>Probabilities of the compared model</source>
        <translation>对比模型的概率</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>停止对比</translation>
    </message>
    <message>
        <source>Compare &amp;with</source>
        <translation>对比模型(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Built-in model</source>
        <translation>内置模型(&amp;B)</translation>
    </message>
    <message>
        <source>Model &amp;file…</source>
        <translation>模型文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Stop comparing</source>
        <translation>停止对比(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Previous model ({name})</source>
        <translation>上一个模型（{name}）(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Previous model</source>
        <translation>上一个模型(&amp;P)</translation>
    </message>
    <message>
        <source>Compare with model</source>
        <translation>选择对比模型</translation>
    </message>
    <message>
        <source>Export model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>&amp;8-bit weights: about a quarter of the size</source>
        <translation>8 位权重(&amp;8)：大小约为四分之一</translation>
    </message>
    <message>
        <source>Each weight is rounded to one of 255 values, and each unit has its own scale. What that costs is measured before anything is written.</source>
        <translation>每个权重取整为 255 个值之一，每个单元有自己的缩放系数。写入之前会测量准确率的损失。</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>About {size} MB (.py and .npz)</source>
        <translation>约 {size} MB（.py 和 .npz）</translation>
    </message>
    <message>
        <source>About {size} MB</source>
        <translation>约 {size} MB</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} reference digits correct ({rate:.2%})</source>
        <translation>{all:,} 个参考数字中有 {n:,} 个预测正确（{rate:.2%}）</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} reference digits correct ({rate:.2%})
{before:,} with the weights as they are</source>
        <translation>{all:,} 个参考数字中有 {n:,} 个预测正确（{rate:.2%}）
原权重：{before:,} 个</translation>
    </message>
    <message>
        <source>This format needs one more package. Install it with this command:
{command}</source>
        <translation>这种格式还需要一个软件包。请运行以下命令安装：
{command}</translation>
    </message>
    <message>
        <source>Input {feature}</source>
        <translation>输入 {feature}</translation>
    </message>
    <message>
        <source>Hidden layer {layer}, unit {n}</source>
        <translation>隐藏层 {layer}，单元 {n}</translation>
    </message>
    <message>
        <source>{unit}: not used, click to use it</source>
        <translation>{unit}：未使用，单击启用</translation>
    </message>
    <message>
        <source>{unit}: bias {value}</source>
        <translation>{unit}：偏置 {value}</translation>
    </message>
    <message>
        <source>{source} → {target}: weight {value}</source>
        <translation>{source} → {target}：权重 {value}</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of a row and a column</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>{matrix} ({place})</source>
        <translation>{matrix}（{place}）</translation>
    </message>
    <message>
        <source>{entry} = {value}: {one} times {other}.</source>
        <translation>{entry} = {value}：{one}与 {other}逐项相乘再求和。</translation>
    </message>
    <message>
        <source>{entry} = {value}: {one} times {other}, plus {bias}.</source>
        <translation>{entry} = {value}：{one}与 {other}逐项相乘再求和，加上 {bias}。</translation>
    </message>
    <message>
        <source>{entry} = {value}: the sum of {line}.</source>
        <translation>{entry} = {value}：{line}之和。</translation>
    </message>
    <message>
        <source>{entry} = {value}</source>
        <translation>{entry} = {value}</translation>
    </message>
    <message>
        <source>{entry} = {value}: the sum of {n:,} terms.</source>
        <translation>{entry} = {value}：{n:,} 项之和。</translation>
    </message>
    <message>
        <source>row {name} of {matrix}</source>
        <translation>{matrix} 的“{name}”行</translation>
    </message>
    <message>
        <source>column {name} of {matrix}</source>
        <translation>{matrix} 的“{name}”列</translation>
    </message>
    <message>
        <source>Open &amp;playground or points…</source>
        <translation>打开游乐场文件或点(&amp;P)…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a saved playground, or points from a CSV table (Ctrl+O)</source>
        <translation>打开保存的游乐场文件，或 CSV 表格中的点（Ctrl+O）</translation>
    </message>
    <message>
        <source>&amp;Save playground as…</source>
        <translation>游乐场另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>Save points, settings and weights (Ctrl+S)</source>
        <translation>保存点、设置和权重（Ctrl+S）</translation>
    </message>
    <message>
        <source>&amp;Paste points</source>
        <translation>粘贴点(&amp;P)</translation>
    </message>
    <message>
        <source>Paste lines of x, y and label (Ctrl+V)</source>
        <translation>粘贴若干行 x、y 和标签（Ctrl+V）</translation>
    </message>
    <message>
        <source>Recent p&amp;laygrounds</source>
        <translation>最近的游乐场文件(&amp;L)</translation>
    </message>
    <message>
        <source>No recent playgrounds</source>
        <translation>没有最近的游乐场文件</translation>
    </message>
    <message>
        <source>Playgrounds and points</source>
        <translation>游乐场文件和点</translation>
    </message>
    <message>
        <source>Open playground or points</source>
        <translation>打开游乐场文件或点</translation>
    </message>
    <message>
        <source>Open playground</source>
        <translation>打开游乐场文件</translation>
    </message>
    <message>
        <source>Opened {file}</source>
        <translation>已打开 {file}</translation>
    </message>
    <message>
        <source>Save changes to &quot;{name}&quot;?</source>
        <translation>保存对“{name}”的更改？</translation>
    </message>
    <message>
        <source>Save the playground with your points?</source>
        <translation>保存游乐场和您的数据点？</translation>
    </message>
    <message>
        <source>Playgrounds (*.json)</source>
        <translation>游乐场文件 (*.json)</translation>
    </message>
    <message>
        <source>Save playground as</source>
        <translation>游乐场另存为</translation>
    </message>
    <message>
        <source>Units of hidden layer {n}</source>
        <translation>隐藏层 {n} 的单元数</translation>
    </message>
    <message>
        <source>Fewer units in hidden layer {n}</source>
        <translation>减少隐藏层 {n} 的单元</translation>
    </message>
    <message>
        <source>More units in hidden layer {n}</source>
        <translation>增加隐藏层 {n} 的单元</translation>
    </message>
    <message>
        <source>Remove hidden layer {n}</source>
        <translation>移除隐藏层 {n}</translation>
    </message>
    <message>
        <source>Use {feature} as an input</source>
        <translation>将 {feature} 用作输入</translation>
    </message>
    <message>
        <source>A network needs at least one input</source>
        <translation>网络至少需要一个输入</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Keys: the arrow keys move from unit to unit, Enter shows one large, F2 changes its weights, Esc shows the decision regions.</source>
        <translation>按键：方向键在单元之间移动，Enter 放大显示单元，F2 修改其权重，Esc 显示决策区域。</translation>
    </message>
    <message>
        <source>Add la&amp;yer</source>
        <translation>添加层(&amp;Y)</translation>
    </message>
    <message>
        <source>Add a hidden layer before the outputs</source>
        <translation>在输出层之前添加一个隐藏层</translation>
    </message>
    <message>
        <source>Blue, solid: positive. Orange, dashed: negative. Click a line to change its weight, a unit to see it large.</source>
        <translation>蓝色实线：正；橙色虚线：负。单击连线可修改权重，单击单元可放大显示。</translation>
    </message>
    <message>
        <source>1 point</source>
        <translation>1 个点</translation>
    </message>
    <message>
        <source>{n:,} points</source>
        <translation>{n:,} 个点</translation>
    </message>
    <message>
        <source>{points} in {n} classes: {names}.</source>
        <translation>{points}，{n} 个类别：{names}。</translation>
    </message>
    <message>
        <source>{points} in {n} classes.</source>
        <translation>{points}，{n} 个类别。</translation>
    </message>
    <message>
        <source>Only {n:,} of them are used, evenly spread.</source>
        <translation>只均匀取用其中 {n:,} 个。</translation>
    </message>
    <message>
        <source>1 line without x, y and label was skipped</source>
        <translation>跳过了 1 行没有 x、y 和标签的内容</translation>
    </message>
    <message>
        <source>{n:,} lines without x, y and label were skipped</source>
        <translation>跳过了 {n:,} 行没有 x、y 和标签的内容</translation>
    </message>
    <message>
        <source>line {n:,} ({found})</source>
        <translation>第 {n:,} 行（{found}）</translation>
    </message>
    <message>
        <source>{lines} and {n:,} more</source>
        <translation>{lines}，另有 {n:,} 行</translation>
    </message>
    <message>
        <source>{skipped}: {lines}.</source>
        <translation>{skipped}：{lines}。</translation>
    </message>
    <message>
        <source>Scaled to the plane: x = {x_formula}, y = {y_formula}.</source>
        <translation>已缩放到平面：x = {x_formula}，y = {y_formula}。</translation>
    </message>
    <message>
        <source>Weight of the input</source>
        <translation>输入的权重</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>From</source>
        <comment>weight</comment>
        <translation>来自</translation>
    </message>
    <message>
        <source>This could not be done.</source>
        <translation>无法完成此操作。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>程序发生意外错误。</translation>
    </message>
    <message>
        <source>This file cannot be read or written.</source>
        <translation>无法读取或写入该文件。</translation>
    </message>
    <message>
        <source>This dataset cannot be read or written.</source>
        <translation>无法读取或写入该数据集。</translation>
    </message>
    <message>
        <source>This model cannot be read or written.</source>
        <translation>无法读取或写入该模型。</translation>
    </message>
    <message>
        <source>The training could not be completed.</source>
        <translation>训练未能完成。</translation>
    </message>
    <message>
        <source>No digit could be taken from this image.</source>
        <translation>无法从该图像中取得数字。</translation>
    </message>
    <message>
        <source>The download failed.</source>
        <translation>下载失败。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Label of the selected digit</source>
        <translation>所选数字的标签</translation>
    </message>
    <message>
        <source>La&amp;bel:</source>
        <translation>标签(&amp;B)：</translation>
    </message>
    <message>
        <source>Import sheet</source>
        <translation>导入手写页</translation>
    </message>
    <message>
        <source>&amp;My digits</source>
        <translation>我的数字(&amp;M)</translation>
    </message>
    <message>
        <source>New &amp;dataset</source>
        <translation>新数据集(&amp;D)</translation>
    </message>
    <message>
        <source>Anothe&amp;r picture…</source>
        <translation>另选图像(&amp;R)…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add to:</source>
        <translation>添加到：</translation>
    </message>
    <message>
        <source>Finding digits…</source>
        <translation>正在查找数字…</translation>
    </message>
    <message>
        <source>Discard your labels for &quot;{name}&quot;?</source>
        <translation>放弃你为“{name}”输入的标签？</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>{n:,} rows</source>
        <translation>{n:,} 行</translation>
    </message>
    <message>
        <source>{digits} in {rows}</source>
        <translation>{rows}，共 {digits}</translation>
    </message>
    <message>
        <source>1 uncertain prediction (dashed frame)</source>
        <translation>1 个预测不确定（虚线框）</translation>
    </message>
    <message>
        <source>{n:,} uncertain predictions (dashed frames)</source>
        <translation>{n:,} 个预测不确定（虚线框）</translation>
    </message>
    <message>
        <source>Add 1 digit</source>
        <translation>添加 1 个数字</translation>
    </message>
    <message>
        <source>Add {n:,} digits</source>
        <translation>添加 {n:,} 个数字</translation>
    </message>
    <message>
        <source>Save 1 digit…</source>
        <translation>保存 1 个数字…</translation>
    </message>
    <message>
        <source>Save {n:,} digits…</source>
        <translation>保存 {n:,} 个数字…</translation>
    </message>
    <message>
        <source>&amp;Import sheet…</source>
        <translation>导入手写页(&amp;I)…</translation>
    </message>
    <message>
        <source>Label all digits of a picture, such as a photographed sheet (Ctrl+Shift+I)</source>
        <translation>为图像中的所有数字标注标签，例如拍下的一页手写数字（Ctrl+Shift+I）</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Added {digits} to My digits</source>
        <translation>已将 {digits}添加到“我的数字”</translation>
    </message>
    <message>
        <source>Removed {digits} from My digits</source>
        <translation>已从“我的数字”中移除 {digits}</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation>放大（Ctrl++）</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom out (Ctrl+-)</source>
        <translation>缩小（Ctrl+-）</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Show the whole picture (Ctrl+0)</source>
        <translation>显示整幅图像（Ctrl+0）</translation>
    </message>
    <message>
        <source>Include &amp;all</source>
        <translation>全部使用(&amp;A)</translation>
    </message>
    <message>
        <source>Keep all digits</source>
        <translation>使用所有数字</translation>
    </message>
    <message>
        <source>Include &amp;none</source>
        <translation>全部不用(&amp;N)</translation>
    </message>
    <message>
        <source>Leave all digits out</source>
        <translation>所有数字都不使用</translation>
    </message>
    <message>
        <source>Select a digit and type its label; Space leaves it out. In a row, type one label for all its digits, or one for each.</source>
        <translation>选择一个数字并输入标签；按空格键则不使用它。在每一行中，可以输入一个标签用于整行，也可以逐个输入。</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Change label</source>
        <translation>更改标签</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Include all</source>
        <translation>全部使用</translation>
    </message>
    <message>
        <source>Include none</source>
        <translation>全部不用</translation>
    </message>
    <message>
        <source>Row {row}: {problem}</source>
        <translation>第 {row} 行：{problem}</translation>
    </message>
    <message>
        <source>Change labels of a row</source>
        <translation>更改一行的标签</translation>
    </message>
    <message>
        <source>Row {row}, digit {place}: label {label}, predicted {predicted} ({share})</source>
        <translation>第 {row} 行第 {place} 个：标签 {label}，预测为 {predicted}（{share}）</translation>
    </message>
    <message>
        <source>Row {row}, digit {place}: left out, predicted {predicted} ({share})</source>
        <translation>第 {row} 行第 {place} 个：不使用，预测为 {predicted}（{share}）</translation>
    </message>
    <message>
        <source>Row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
    <message>
        <source>Labels of row {row}</source>
        <translation>第 {row} 行的标签</translation>
    </message>
    <message>
        <source>One label for each digit, or one for the whole row; &quot;-&quot; leaves out</source>
        <translation>每个数字一个标签，或整行用一个标签；“-”表示不使用</translation>
    </message>
    <message>
        <source>Only the digits 0 to 9, and &quot;-&quot; for a digit that is left out.</source>
        <translation>只能输入 0 到 9，以及表示不使用的“-”。</translation>
    </message>
    <message>
        <source>This row has {n:,} digits, {typed:,} are typed.</source>
        <translation>这一行有 {n:,} 个数字，输入了 {typed:,} 个。</translation>
    </message>
    <message>
        <source>This row has 1 digit, {typed:,} are typed.</source>
        <translation>这一行有 1 个数字，却输入了 {typed:,} 个。</translation>
    </message>
    <message>
        <source>Each lesson takes about five minutes. Its steps are done in the program itself.</source>
        <translation>每节课约五分钟，所有步骤都在程序中完成。</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Start lesson</source>
        <translation>开始课程</translation>
    </message>
    <message>
        <source>{title}
{done} of {all} steps done</source>
        <translation>{title}
已完成 {done}/{all} 步</translation>
    </message>
    <message>
        <source>{title}
✓ Done</source>
        <translation>{title}
✓ 已完成</translation>
    </message>
    <message>
        <source>Continue lesson</source>
        <translation>继续课程</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>所有课程</translation>
    </message>
    <message>
        <source>Back to where I was</source>
        <translation>回到原来的状态</translation>
    </message>
    <message>
        <source>Bring back drawing, dataset, model and Playground as before the lesson</source>
        <translation>把画布、数据集、模型和游乐场恢复到课程之前的状态</translation>
    </message>
    <message>
        <source>Close lessons</source>
        <translation>关闭课程</translation>
    </message>
    <message>
        <source>Close lessons (Esc)</source>
        <translation>关闭课程（Esc）</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>正确。</translation>
    </message>
    <message>
        <source>No. Think again.</source>
        <translation>不对，再想想。</translation>
    </message>
    <message>
        <source>Step done</source>
        <translation>这一步已完成</translation>
    </message>
    <message>
        <source>Step</source>
        <comment>of a lesson</comment>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>指给我看</translation>
    </message>
    <message>
        <source>Light the control that is meant, and give it the focus</source>
        <translation>突出显示所指的控件，并把焦点移到它上面</translation>
    </message>
    <message>
        <source>Previous step</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Step {n} of {all}</source>
        <translation>第 {n} 步，共 {all} 步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>尚未完成</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Skip step</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Draw it for me</source>
        <translation>替我写</translation>
    </message>
    <message>
        <source>Open reference digits</source>
        <translation>打开参考数字</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>Learn step by step how a network works (Shift+F1)</source>
        <translation>一步步学习网络怎样工作（Shift+F1）</translation>
    </message>
    <message>
        <source>Open lessons</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>New to neural networks? Short lessons lead from four points to digits.</source>
        <translation>刚接触神经网络？这些简短的课程会带你从四个点走到手写数字。</translation>
    </message>
    <message>
        <source>Bring back drawing, model, training settings and Playground as before the lesson?</source>
        <translation>是否把画布、模型、训练设置和游乐场恢复到课程之前的状态？</translation>
    </message>
    <message>
        <source>&amp;Bring back</source>
        <translation>恢复(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Keep as they are</source>
        <translation>保持现状(&amp;K)</translation>
    </message>
    <message>
        <source>It cannot be seen now. Do the steps before, or make the window larger.</source>
        <translation>现在看不到它。请先完成前面的步骤，或放大窗口。</translation>
    </message>
    <message>
        <source>Looking for a drawing that this model misclassifies…</source>
        <translation>正在寻找这个模型误分类的数字…</translation>
    </message>
    <message>
        <source>Draw hard digit</source>
        <translation>写难认的数字</translation>
    </message>
    <message>
        <source>Somebody drew this and meant a {digit}.</source>
        <translation>这是别人写的，本意是 {digit}。</translation>
    </message>
    <message>
        <source>Back to where you were. Redo brings back what you did in the lesson.</source>
        <translation>已回到原来的状态。“重做”可恢复课程中所做的内容。</translation>
    </message>
    <message>
        <source>Back to where you were. My digits still has 1 digit from the lesson.</source>
        <translation>已回到原来的状态。“我的数字”中还有课程中添加的 1 个数字。</translation>
    </message>
    <message>
        <source>Back to where you were. My digits still has {n:,} digits from the lesson.</source>
        <translation>已回到原来的状态。“我的数字”中还有课程中添加的 {n:,} 个数字。</translation>
    </message>
    <message>
        <source>The playground was not saved when the program ended.</source>
        <translation>程序结束时，游乐场尚未保存。</translation>
    </message>
    <message>
        <source>ReLU between the layers, values 0 to 1 for the pixels</source>
        <translation>层间使用 ReLU，像素值为 0 到 1</translation>
    </message>
    <message>
        <source>weights of shape (units, inputs)</source>
        <translation>权重形状为（单元数, 输入数）</translation>
    </message>
    <message>
        <source>{what} ({key})</source>
        <translation>{what}（{key}）</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
</TS>
